using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Editing;

namespace Prisma.Workflows.Tests.Forms;

public sealed class FormEditorTests
{
    static readonly FormWordingKind _kind = new(FilledForm.Library);

    static WrittenForm Application => FilledForm.Library.Shipped("F-12")!;

    public static TheoryData<string> Ids => [.. FilledForm.Library.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_shipped_form_is_kept_as_it_is_and_could_be_published(string id)
    {
        var content = FilledForm.Library.Shipped(id)!.Content;

        Assert.Equal(content, WrittenForm.Read(content).Content);
        Assert.Empty(_kind.Check(id, "", content));
    }

    [Fact]
    public void A_question_is_added_at_the_end_of_its_section_with_a_name_of_its_own()
    {
        var (form, path) = FormEditor.Add(Application, "gift", "", "What do you réally want?", FieldType.Long);
        var (again, second) = FormEditor.Add(form, "gift", "", "What do you really want", FieldType.Text);

        Assert.Equal(("what_do_you_really_want", "what_do_you_really_want_2"), (path, second));
        Assert.Equal(["level", "link", path, second], again.Form.Fields.Where(field => field.Section == "gift").Select(field => field.Key).TakeLast(4));
        Assert.Equal("What do you réally want?", again.Text.Of(again.Form.Find(path)!).Label);
        Assert.Empty(_kind.Check("F-12", "", again.Content));
    }

    [Fact]
    public void An_address_that_is_written_to_stays_a_mail_address_that_everybody_gives()
    {
        var interest = FilledForm.Library.Shipped("F-01")!;
        var email = interest.Form.Find("email")!;

        var told = _kind.Check("F-01", "", FormEditor.Change(interest, "email", "en", Wish(email) with { MayBeTold = true }).Content);
        var gone = _kind.Check("F-01", "", FormEditor.Remove(interest, "email").Content);

        Assert.Contains("where the next mail goes", told["email"], StringComparison.Ordinal);
        Assert.Contains("“E-mail address” is where the next mail goes", gone["email"], StringComparison.Ordinal);
        Assert.Empty(_kind.Check("F-01", "", FormEditor.Change(interest, "email", "en", Wish(email) with { Label = "Your mail" }).Content));
    }

    [Fact]
    public void A_question_moves_within_its_section_then_into_the_next()
    {
        var up = FormEditor.Move(Application, "place_you", -1);
        Assert.Equal(["place_you", "why", "gift"], up.Form.Fields.Take(3).Select(field => field.Key));

        var over = FormEditor.Move(Application, "place_you", 1);
        Assert.Equal(["why", "place_you", "gift"], over.Form.Fields.Take(3).Select(field => field.Key));
        Assert.Equal("gift", over.Form.Find("place_you")!.Section);
        Assert.Equal(Application.Content, FormEditor.Move(Application, "why", -1).Content);
    }

    [Fact]
    public void Rewording_a_choice_keeps_the_answers_given_to_it_and_a_new_one_gets_a_name()
    {
        var level = Application.Form.Find("level")!;

        var changed = FormEditor.Change(Application, "level", "en", Wish(level) with { Choices = ["Just beginning", "Growing", "Experienced", "I teach it"] });

        Assert.Equal(["beginner", "growing", "experienced", "i-teach-it"], changed.Form.Find("level")!.Options);
        Assert.Equal("Just beginning", changed.Text.Of(level).Option("beginner"));
    }

    [Fact]
    public void Rows_have_questions_of_their_own()
    {
        var (form, path) = FormEditor.Add(Application, "", "languages", "Since when", FieldType.Int);
        Assert.Equal("languages.since_when", path);
        var (copied, copy) = FormEditor.Duplicate(form, path);
        var reworded = FormEditor.Change(copied, copy, "en", Wish(FormEditor.Find(copied, copy)!) with { Label = "Until when" });

        Assert.Equal(["lang", "level", "since_when", "since_when_2"], reworded.Form.Find("languages")!.Columns.Select(column => column.Key));
        Assert.Equal("Until when", FormEditor.TextOf(reworded, "en", copy).Label);
        Assert.Equal(["lang", "level", "since_when_2"], FormEditor.Remove(reworded, path).Form.Find("languages")!.Columns.Select(column => column.Key));
    }

    [Fact]
    public void A_question_is_asked_only_after_answers_of_another_and_says_so_when_those_are_gone()
    {
        var asked = FormEditor.Change(Application, "link", "en", Wish(Application.Form.Find("link")!) with { AskedIf = ["origin=visiting", "origin=from-here"] });
        Assert.Equal(("origin", "visiting,from-here"), (asked.Form.Find("link")!.ShowIf!.Field, string.Join(',', asked.Form.Find("link")!.ShowIf!.Values)));

        var orphaned = _kind.Check("F-12", "", FormEditor.Remove(asked, "origin").Content);
        Assert.Contains("another question, which is gone", orphaned["link"], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_half_done_is_named_with_the_way_out()
    {
        var (form, rows) = FormEditor.Add(Application, "gift", "", "Who with", FieldType.Rows);
        var (again, choice) = FormEditor.Add(form, "gift", "", "Which one", FieldType.One);
        var turned = FormEditor.Change(again, "why", "en", Wish(again.Form.Find("why")!) with { Label = " ", Min = 90, Max = 10 });

        var problems = _kind.Check("F-12", "", turned.Content);

        Assert.Contains("without questions", problems[rows], StringComparison.Ordinal);
        Assert.Contains("at least two choices", problems[choice], StringComparison.Ordinal);
        Assert.Contains("A question without words", problems["why"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_invented_person_fills_in_every_kind_of_question()
    {
        var form = Application.Form;
        var check = FormCheck.Check(form, Application.Text, FormSample.Of(form, new DateOnly(2027, 3, 10)), FormContext.None);

        Assert.True(check.Problems.All(problem => problem.Key is "age_band" or "attend" or "link"), string.Join('\n', check.Problems));
    }

    static FieldWish Wish(Field field) => new()
    {
        Label = Application.Text.Fields.GetValueOrDefault(field.Key)?.Label ?? field.Key,
        Type = field.Type,
        Required = field.Required,
        MayBeTold = !field.Strict,
        Voice = field.Voice,
        Min = field.Min,
        Max = field.Max,
        MinRows = field.MinRows,
        MaxRows = field.MaxRows,
    };
}
