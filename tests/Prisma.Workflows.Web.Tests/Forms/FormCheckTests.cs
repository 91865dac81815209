using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Web.Tests.Forms;

public sealed class FormCheckTests
{
    static readonly DateTimeOffset _slot = new(2027, 6, 10, 13, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Answers_are_trimmed_typed_and_free_of_what_nobody_asked_for()
    {
        var check = Check(
            Fields("""{"key":"name","type":"text","max":80},{"key":"people","type":"int"},{"key":"fee","type":"money"},{"key":"calls","type":"bool","required":true},{"key":"skills","type":"many","options":["a","b"]}"""),
            ("name", "  Amina  "), ("people", "12"), ("fee", "79,50"), ("calls", "false"), ("skills", "b"), ("skills", "a"), ("admin", "true"));

        Assert.True(check.IsAccepted);
        Assert.Equal("""{"name":"Amina","people":12,"fee":79.50,"calls":false,"skills":["b","a"]}""", check.Answers.ToJsonString());
    }

    [Theory]
    [InlineData("text", "Please answer this.")]
    [InlineData("email", "Please answer this.")]
    [InlineData("int", "Please answer this.")]
    [InlineData("date", "Please give a day.")]
    [InlineData("bool", "Please choose one of these.")]
    [InlineData("one", "Please choose one of these.")]
    [InlineData("scale", "Please choose one of these.")]
    [InlineData("many", "Please choose at least one.")]
    [InlineData("consent", "We can only go on with your agreement to this.")]
    [InlineData("slots", "Please choose one of the times.")]
    public void A_required_field_says_in_its_own_words_that_it_is_missing(string type, string sentence)
    {
        var check = Check(Fields($$"""{"key":"x","type":"{{type}}","required":true,"options":["a"]}"""), ("x", "   "[..(type == "many" ? 0 : 3)]));

        Assert.Equal(sentence, check.Problems["x"]);
    }

    [Theory]
    [InlineData("email", "Amina@Example.ORG", "Amina@example.org")]
    [InlineData("email", "amina", null)]
    [InlineData("email", "a b@example.org", null)]
    [InlineData("email", "a@exa mple.org", null)]
    [InlineData("email", "a@example.org\r\nBcc: all@example.org", null)]
    [InlineData("tel", "+351 912-345 (678)", "+351912345678")]
    [InlineData("tel", "912345678", null)]
    [InlineData("url", "example.org/me", "https://example.org/me")]
    [InlineData("url", "javascript:alert(1)", null)]
    [InlineData("url", "ftp://example.org", null)]
    [InlineData("int", "12.5", null)]
    [InlineData("int", "99999999999", null)]
    [InlineData("money", "-1", null)]
    [InlineData("money", "1.005", null)]
    [InlineData("date", "2027-02-29", null)]
    [InlineData("date", "2028-02-29", "2028-02-29")]
    [InlineData("date", "9999-12-31", null)]
    [InlineData("date", "0001-01-01", null)]
    [InlineData("date", "1931-05-04", "1931-05-04")]
    [InlineData("one", "c", null)]
    [InlineData("many", "c", null)]
    [InlineData("text", "two\nlines", null)]
    [InlineData("long", "two\r\nlines", "two\nlines")]
    [InlineData("long", "nul\0", null)]
    [InlineData("long", "<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("consent", "maybe", null)]
    [InlineData("slots", "2027-06-10T14:00:00.0000000+00:00", null)]
    [InlineData("slots", "2027-06-10T13:00:00.0000000+00:00", "2027-06-10T13:00:00.0000000+00:00")]
    public void Each_type_takes_what_it_can_and_refuses_the_rest(string type, string typed, string? answer)
    {
        var check = Check(Fields($$"""{"key":"x","type":"{{type}}","options":["a","b"]}"""), ("x", typed));

        Assert.Equal(answer is null, check.Problems["x"] is not null);
        Assert.Equal(answer, check.Answers["x"]?.ToString());
    }

    [Theory]
    [InlineData("many", "a,b,c", "Please choose at most 2.")]
    [InlineData("int", "3", "Please give a number of at most 2.")]
    public void What_is_too_much_is_said_with_how_much_there_may_be(string type, string typed, string sentence)
    {
        var check = Check(Fields($$"""{"key":"x","type":"{{type}}","max":2,"options":["a","b","c"]}"""), [.. typed.Split(',').Select(value => ("x", value))]);

        Assert.Equal(sentence, check.Problems["x"]);
    }

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    [InlineData(900, true)]
    [InlineData(901, false)]
    [InlineData(100_000, false)]
    public void Lengths_are_kept_to_and_what_was_typed_is_kept(int length, bool fits)
    {
        var typed = new string('é', length);
        var check = Check(Fields("""{"key":"why","type":"long","min":80,"max":900}"""), ("why", typed));

        Assert.Equal(fits, check.IsAccepted);
        Assert.Equal(typed, check.Typed.Text("why"));
    }

    [Fact]
    public void Half_a_character_is_refused_and_breaks_nothing() =>
        Assert.False(Check(Fields("""{"key":"x","type":"long"}"""), ("x", "broken \ud83d")).IsAccepted);

    [Fact]
    public void A_field_told_in_person_needs_no_answer_unless_it_is_strict()
    {
        var form = Fields("""{"key":"gift","type":"long","required":true,"min":60},{"key":"origin","type":"one","options":["a"],"required":true,"strict":true}""");
        var check = Check(form, (FormValues.InPerson, "gift"), (FormValues.InPerson, "origin"), ("gift", "short"));

        Assert.Null(check.Problems["gift"]);
        Assert.NotNull(check.Problems["origin"]);
        Assert.Equal("""["gift"]""", check.Answers[CheckedForm.InPerson]!.ToJsonString());
        Assert.False(check.Answers.ContainsKey("gift"));
    }

    [Fact]
    public void A_field_that_does_not_apply_is_neither_required_nor_kept()
    {
        var form = Fields("""
            {"key":"choice","type":"one","options":["phone","video"],"required":true},
            {"key":"number","type":"tel","required":true,"showIf":{"field":"choice","is":["phone"]}},
            {"key":"best_hour","type":"text","required":true,"showIf":{"field":"number","is":["+351912345678"]}}
            """);

        Assert.Equal("""{"choice":"video"}""", Check(form, ("choice", "video"), ("number", "+351912345678")).Answers.ToJsonString());
        Assert.NotNull(Check(form, ("choice", "phone")).Problems["number"]);
        Assert.NotNull(Check(form, ("choice", "phone"), ("number", "+351912345678")).Problems["best_hour"]);
    }

    [Fact]
    public void A_condition_may_name_what_the_product_has_fixed_and_an_unticked_box_means_no()
    {
        var form = Fields("""
            {"key":"organisation","type":"text","required":true,"showIf":{"field":"kind","is":["hub"]}},
            {"key":"keep","type":"bool"},
            {"key":"why_not","type":"text","required":true,"showIf":{"field":"keep","is":[false]}}
            """) with { Context = new Dictionary<string, IReadOnlyList<string>> { ["kind"] = ["hub", "participant"] } };
        FormContext Kind(string kind) => FormContext.None with { Fixed = new Dictionary<string, string> { ["kind"] = kind } };

        Assert.NotNull(FormCheck.Check(form, Words(), FormValues.FromPosted([]), Kind("hub")).Problems["organisation"]);
        var participant = FormCheck.Check(form, Words(), FormValues.FromPosted([]), Kind("participant"));
        Assert.Null(participant.Problems["organisation"]);
        Assert.NotNull(participant.Problems["why_not"]);
    }

    [Fact]
    public void Rows_drop_the_blank_ones_and_point_at_the_input_that_is_wrong()
    {
        var form = Fields("""{"key":"languages","type":"rows","required":true,"minRows":1,"maxRows":3,"columns":[{"key":"lang","type":"text","required":true,"max":40},{"key":"level","type":"one","required":true,"options":["good","fluent"]}]}""");

        var good = Check(form, ("languages.0.lang", ""), ("languages.1.lang", "Portuguese"), ("languages.1.level", "fluent"));
        var bad = Check(form, ("languages.0.lang", "Portuguese"), ("languages.0.level", "native"));
        var none = Check(form);
        var many = Check(form, ("languages.2000000000.lang", "x"));

        Assert.Equal("""{"languages":[{"lang":"Portuguese","level":"fluent"}]}""", good.Answers.ToJsonString());
        Assert.NotNull(bad.Problems["languages.0.level"]);
        Assert.Equal("Please fill in at least one row.", none.Problems["languages"]);
        Assert.Equal(3, many.Typed.RowsOf(form.Fields[0]));
    }

    [Fact]
    public void Two_days_come_in_their_order()
    {
        var form = Fields("""{"key":"dates","type":"range","required":true}""");

        Assert.NotNull(Check(form, ("dates.from", "2027-06-10"), ("dates.to", "2027-06-09")).Problems["dates"]);
        Assert.NotNull(Check(form, ("dates.from", "2027-06-10")).Problems["dates"]);
        Assert.Equal("""{"from":"2027-06-10","to":"2027-06-10"}""", Check(form, ("dates.from", "2027-06-10"), ("dates.to", "2027-06-10")).Answers["dates"]!.ToJsonString());
    }

    [Fact]
    public void What_fills_in_the_trap_is_no_person()
    {
        var check = Check(Fields("""{"key":"website","type":"hidden"}"""), ("website", "https://spam.example"));

        Assert.True(check.LooksAutomated);
        Assert.False(check.IsAccepted);
        Assert.True(Check(Fields("""{"key":"website","type":"hidden"}"""), ("website", "")).IsAccepted);
    }

    [Fact]
    public void Rules_over_several_fields_say_their_own_sentence_beside_the_field_they_name()
    {
        var form = Fields("""{"key":"age","type":"one","options":["rather-not","adult"]},{"key":"adult","type":"bool"},{"key":"a","type":"scale","min":1,"max":4},{"key":"b","type":"scale","min":1,"max":4},{"key":"reason","type":"text"}""") with
        {
            Checks = JsonSerializer.Deserialize<List<CrossCheck>>(
                """[{"key":"adult-if-no-age","field":"adult","if":{"field":"age","is":["rather-not"]},"then":{"field":"adult","is":[true]}},{"key":"reason-if-low","field":"reason","if":{"meanOf":["a","b"],"below":2.75},"then":{"field":"reason","answered":true}}]""",
                JsonSerializerOptions.Web)!,
        };

        Assert.Equal("Tick it.", Check(form, ("age", "rather-not")).Problems["adult"]);
        Assert.True(Check(form, ("age", "rather-not"), ("adult", "true")).IsAccepted);
        Assert.True(Check(form, ("age", "adult")).IsAccepted);
        Assert.NotNull(Check(form, ("a", "2"), ("b", "3")).Problems["reason"]);
        Assert.True(Check(form, ("a", "3"), ("b", "3")).IsAccepted);
        Assert.True(Check(form, ("a", "2"), ("b", "3"), ("reason", "Not yet.")).IsAccepted);
    }

    [Fact]
    public void A_draft_and_answers_come_back_as_they_were_typed()
    {
        var form = Fields("""{"key":"why","type":"long"},{"key":"skills","type":"many","options":["a","b"]},{"key":"dates","type":"range"},{"key":"languages","type":"rows","maxRows":3,"columns":[{"key":"lang","type":"text"}]},{"key":"calls","type":"bool"}""");
        (string, string)[] typed = [("why", "Because."), ("skills", "a"), ("skills", "b"), ("dates.from", "2027-06-10"), ("dates.to", "2027-06-11"), ("languages.0.lang", "Portuguese"), ("calls", "true")];

        var draft = FormValues.FromDraft(FormValues.FromPosted(Post([.. typed, ("_handler", "x"), ("__RequestVerificationToken", "secret"), ("_later", "1")])).ToDraft());
        var again = Check(form, FormValues.FromAnswers(form, Check(form, draft).Answers));

        Assert.DoesNotContain("secret", draft.ToDraft(), StringComparison.Ordinal);
        Assert.DoesNotContain("_later", draft.ToDraft(), StringComparison.Ordinal);
        Assert.Equal(Check(form, typed).Answers.ToJsonString(), again.Answers.ToJsonString());
        Assert.Same(FormValues.Empty, FormValues.FromDraft("not json"));
    }

    static CheckedForm Check(Form form, params (string Name, string Value)[] typed) => Check(form, FormValues.FromPosted(Post(typed)));

    static CheckedForm Check(Form form, FormValues values) => FormCheck.Check(form, Words(), values, FormContext.None with { Slots = [_slot] });

    static IEnumerable<KeyValuePair<string, StringValues>> Post((string Name, string Value)[] typed) =>
        typed.GroupBy(one => one.Name).Select(group => KeyValuePair.Create(group.Key, new StringValues([.. group.Select(one => one.Value)])));

    static Form Fields(string json) =>
        new() { Id = "F-00", Version = 1, Minutes = 1, Fields = JsonSerializer.Deserialize<List<Field>>($"[{json}]", JsonSerializerOptions.Web)! };

    static FormText Words() => new() { Title = "A form", Checks = new Dictionary<string, string> { ["adult-if-no-age"] = "Tick it." } };
}
