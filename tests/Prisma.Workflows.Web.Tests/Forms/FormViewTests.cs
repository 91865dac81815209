using System.Text;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Web.Forms;

namespace Prisma.Workflows.Web.Tests.Forms;

public sealed class FormViewTests : BunitContext
{
    static readonly FormLibrary _library = new(Path.Combine(Repository.Root, "workflows", "forms"));

    public FormViewTests() => Services.AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();

    [Fact]
    public void Every_question_has_a_label_and_says_why_it_is_asked()
    {
        var form = Show("F-12");

        foreach (var field in _library.Find("F-12")!.Fields.Where(field => field.Type != FieldType.Hidden && field.ShowIf is null))
        {
            var element = form.QuerySelector($"#f-{field.Key}")!;
            Assert.True(element.LocalName == "fieldset" ? element.QuerySelector("legend") is not null : form.QuerySelector($"label[for=f-{field.Key}]") is not null, field.Key);
            Assert.Contains($"f-{field.Key}-why", element.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_question_that_hangs_on_another_answer_says_so_to_whoever_has_no_scripts()
    {
        var form = _library.Find("F-12")!;
        var (asked, condition) = form.Fields.Where(field => field.ShowIf is not null).Select(field => (field, field.ShowIf!)).First(one => form.Find(one.Item2.Field) is not null);

        Assert.Contains($"to: {_library.TextOf("F-12", "en").Of(form.Find(condition.Field)!).Label}", Show("F-12").QuerySelector($"#f-{asked.Key}")!.Closest(".field, [data-show-if], fieldset, section")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(ShippedFormsTests.Ids), MemberType = typeof(ShippedFormsTests))]
    public void What_an_element_is_described_by_is_on_the_page_and_no_id_comes_twice(string form)
    {
        var shown = Show(form, Post(("why", "short"), ("languages.0.lang", "")), check: true);

        Assert.All(shown.QuerySelectorAll("[aria-describedby]"), element =>
            Assert.All(element.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(shown.QuerySelector($"#{id}"))));
        var ids = shown.QuerySelectorAll("[id]").Select(element => element.Id!).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal).Count(), ids.Count);
    }

    /// <summary>A page may weigh 50 KB when it is opened for the first time; what stands around a form takes ten of them.</summary>
    [Theory]
    [MemberData(nameof(ShippedFormsTests.Ids), MemberType = typeof(ShippedFormsTests))]
    public void A_page_with_a_form_is_light(string form) => Assert.InRange(Encoding.UTF8.GetByteCount(Show(form).OuterHtml), 1, 40_000);

    [Fact]
    public void A_row_takes_a_recording_and_gives_it_to_hear()
    {
        var form = Show("F-14b");
        Assert.Equal("multipart/form-data", form.GetAttribute("enctype"));
        Assert.NotNull(form.QuerySelector("input[type=file][name='conversations.1.story.voice.file']"));

        var answers = new JsonObject { ["conversations"] = new JsonArray(new JsonObject { ["who_role"] = "A ferryman", ["story"] = new JsonObject { ["text"] = "", ["voice"] = new JsonObject { ["id"] = "v1" } } }) };
        var view = Render<AnswersView>(parameters => parameters.Add(one => one.Form, _library.Find("F-14b")!).Add(one => one.Text, _library.TextOf("F-14b", "en")).Add(one => one.Answers, answers).Add(one => one.Files, "/files"));
        Assert.Equal("/files/v1", view.Find("li audio").GetAttribute("src"));
        Assert.Equal("Who, without a name: A ferryman", view.Find("li").TextContent.Trim());
    }

    [Fact]
    public void A_problem_in_one_of_many_rows_says_which_row_and_which_of_its_questions()
    {
        var form = Show("F-03", Post(("stakeholders.1.relation", "ally"), ("stakeholders.2.relation", "ally")), check: true);

        Assert.Equal(
            ["Who around you would notice the event? 2: Who – Please answer this.", "Who around you would notice the event? 3: Who – Please answer this."],
            form.QuerySelectorAll(".problems a[href$=-who]").Select(link => link.TextContent));
    }

    [Fact]
    public void Problems_stand_in_a_summary_that_leads_to_their_fields_and_beside_them_and_what_was_typed_stays()
    {
        var form = Show("F-12", Post(("why", "short"), ("track", "scribe")), check: true);

        Assert.Contains(form.QuerySelectorAll(".problems a"), link => link.GetAttribute("href") == "#f-why");
        Assert.All(form.QuerySelectorAll(".problems a"), link => Assert.NotNull(form.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal("true", form.QuerySelector("#f-why")!.GetAttribute("aria-invalid"));
        Assert.Contains("at least 80 characters", form.QuerySelector("#f-why-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("short", form.QuerySelector("#f-why")!.TextContent.Trim());
        Assert.True(form.QuerySelector("input[value=scribe]")!.HasAttribute("checked"));
    }

    [Fact]
    public void A_choice_within_a_row_unfolds_and_keeps_what_was_chosen()
    {
        var form = Show("F-03", Post(("team.1.role", "care")), check: true);

        Assert.Equal("care", form.QuerySelector("select[name='team.1.role'] option[selected]")!.GetAttribute("value"));
        Assert.NotNull(form.QuerySelector("label[for=f-team-1-role]"));
        Assert.Equal("true", form.QuerySelector("select[name='team.0.role']")!.GetAttribute("aria-required"));
        Assert.Empty(form.QuerySelectorAll("#f-team input[type=radio]"));
    }

    [Fact]
    public void A_number_says_between_what_it_may_lie() =>
        Assert.Contains("From -3 to 3.", Show("F-19b").QuerySelector("#f-aspects")!.TextContent, StringComparison.Ordinal);

    [Theory]
    [InlineData("F-21", "criterion", "20 to 300 characters.")]
    [InlineData("F-21", "harm", "20 to 900 characters.")]
    [InlineData("F-10", "currency", "Three letters, such as EUR. 3 characters.")]
    [InlineData("F-04", "legal_form", null)]
    public void What_has_to_have_some_length_says_so_in_a_line_too(string form, string field, string? limits) =>
        Assert.Equal(limits, Show(form).QuerySelector($"#f-{field}-hint")?.TextContent);

    [Fact]
    public void Markup_that_was_typed_is_shown_as_text()
    {
        var form = Show("F-12", Post(("edge", "</textarea><script>alert(1)</script>"), ("link", "\"><img src=x onerror=alert(1)>")), check: true);

        Assert.Empty(form.QuerySelectorAll("script, img"));
        Assert.Contains("</textarea><script>alert(1)</script>", form.QuerySelector("#f-edge")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Asking_for_a_row_gives_one_more_until_there_are_enough()
    {
        Assert.Single(Show("F-12").QuerySelectorAll("#f-languages .row"));
        Assert.Equal(2, Show("F-12", Post(("languages.0.lang", "Portuguese"), ("_add", "languages"))).QuerySelectorAll("#f-languages .row").Length);
        var full = Show("F-12", Post(("languages.5.lang", "Portuguese"), ("_add", "languages")));
        Assert.Equal(6, full.QuerySelectorAll("#f-languages .row").Length);
        Assert.Null(full.QuerySelector("button[value=languages]"));
    }

    [Fact]
    public void Times_are_offered_in_the_persons_own_zone()
    {
        var context = FormContext.None with { TimeZone = "America/Lima", Slots = [new DateTimeOffset(2027, 6, 10, 13, 0, 0, TimeSpan.Zero)] };
        var form = Show("F-32", context: context);

        Assert.Contains("Thursday 10 June 2027, 08:00", form.QuerySelector("#f-slot")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Lima time", form.QuerySelector("#f-slot")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_time_is_offered_nobody_is_asked_whether_one_of_them_suits()
    {
        var form = Show("F-32", context: FormContext.None);

        Assert.Null(form.QuerySelector("#f-choice"));
        Assert.Null(form.QuerySelector("#f-slot"));
        Assert.NotNull(form.QuerySelector("#f-proposals"));
        Assert.DoesNotContain("Only if you answered", form.QuerySelector("#f-proposals")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_enter_key_sends_the_form_and_never_adds_a_row() =>
        Assert.Null(Show("F-12").QuerySelectorAll("button").First(button => button.GetAttribute("type") != "button").GetAttribute("name"));

    [Fact]
    public void Whoever_adds_a_row_goes_on_in_it()
    {
        var form = Show("F-12", Post(("languages.0.lang", "English"), ("_add", "languages")));

        Assert.Same(form.QuerySelectorAll("#f-languages .row")[^1], Assert.Single(form.QuerySelectorAll("[autofocus]")));
        Assert.Empty(Show("F-12").QuerySelectorAll("[autofocus]"));
    }

    [Theory]
    [InlineData("F-03")]
    [InlineData("F-12")]
    [InlineData("F-28")]
    public void What_stands_beside_every_question_says_which_it_belongs_to(string id)
    {
        var form = Show(id);

        Assert.All(form.QuerySelectorAll("[name=_add], [name=_in_person], .voice [type=file]"), one =>
        {
            var question = one.Closest(".question")!;
            var described = one.GetAttribute("aria-describedby")?.Split(' ').Select(part => form.QuerySelector($"#{part}")?.TextContent).FirstOrDefault();
            Assert.Equal(question.QuerySelector("legend, label > span, label")!.TextContent.Trim(), described);
        });
    }

    [Fact]
    public void A_field_for_others_is_not_shown_and_the_trap_is_out_of_sight()
    {
        var form = Show("F-01", context: FormContext.None with { Fixed = new Dictionary<string, string> { ["kind"] = "participant" } });

        Assert.Null(form.QuerySelector("#f-organisation"));
        Assert.Equal("-1", form.QuerySelector("#f-website")!.GetAttribute("tabindex"));
        Assert.True(form.QuerySelector("#f-website")!.ParentElement!.ClassList.Contains("hidden-field"));
    }

    [Fact]
    public void Without_a_place_for_drafts_nothing_promises_one()
    {
        Assert.Null(Show("F-12").QuerySelector("[name=_later]"));
        Assert.NotNull(Render<FormView>(parameters => parameters
            .Add(view => view.Asked, AskedForm.Of(_library, "F-12", "en", FormContext.None))
            .Add(view => view.DraftAction, "/steps/1/draft")).Find("form[data-autosave='/steps/1/draft'] [name=_later]"));
    }

    [Fact]
    public void Answers_are_read_in_the_words_of_the_form()
    {
        var form = _library.Find("F-12")!;
        var check = FormCheck.Check(form, _library.TextOf("F-12", "en"), Post(("track", "scribe"), ("languages.0.lang", "Portuguese"), ("languages.0.level", "fluent"), ("_in_person", "gift"), ("calls", "true")), FormContext.None);
        var view = Render<AnswersView>(parameters => parameters.Add(answers => answers.Form, form).Add(answers => answers.Text, _library.TextOf("F-12", "en")).Add(answers => answers.Answers, check.Answers));

        Assert.Contains("Scribe, teller of what happens", view.Markup, StringComparison.Ordinal);
        Assert.Equal("Language: Portuguese · How well: Fluently", string.Join(' ', view.Find("dl.answers li").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains("Would rather tell you in person.", view.Markup, StringComparison.Ordinal);
    }

    IElement Show(string id, FormValues? values = null, bool check = false, FormContext? context = null)
    {
        var asked = AskedForm.Of(_library, id, "en", context ?? FormContext.None).With(values ?? FormValues.Empty);
        return Render<FormView>(parameters => parameters
            .Add(view => view.Asked, asked)
            .Add(view => view.Problems, check ? asked.Check(asked.Values).Problems : [])).Find("form");
    }

    static FormValues Post(params (string Name, string Value)[] typed) =>
        FormValues.FromPosted(typed.Select(one => KeyValuePair.Create(one.Name, new StringValues(one.Value))));

    sealed class NoAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
