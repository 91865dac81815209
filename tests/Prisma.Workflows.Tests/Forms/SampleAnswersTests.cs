using System.Text.Json;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Editing;

namespace Prisma.Workflows.Tests.Forms;

public sealed class SampleAnswersTests
{
    static readonly List<(string Form, string Name, Field Field)> _fields =
        [.. FilledForm.Library.Ids.SelectMany(id => FieldsOf(id, FilledForm.Library.Find(id)!.Fields, "")).Where(one => one.Field.Type is FieldType.Text or FieldType.Long)];

    static Dictionary<string, string[]> Kept() =>
        JsonSerializer.Deserialize<Dictionary<string, string[]>>(File.ReadAllText(Path.Combine(Repository.Root, "src", "Prisma.Workflows", "Forms", "Editing", "sample-answers.json")))!;

    static IEnumerable<(string Form, string Name, Field Field)> FieldsOf(string form, IReadOnlyList<Field> fields, string list) =>
        fields.SelectMany(field => FieldsOf(form, field.Columns, $"{field.Key}.").Append((form, list + field.Key, field)));

    [Fact]
    public void Every_kept_answer_is_for_a_field_that_some_form_asks() =>
        Assert.Equal([""], Kept().Keys.Except(_fields.SelectMany(one => new[] { one.Name, $"{one.Form}.{one.Name}" })));

    [Fact]
    public void A_kept_answer_stands_whole_where_it_is_given()
    {
        var kept = Kept();
        var cut = from one in _fields
                  let answers = kept.GetValueOrDefault($"{one.Form}.{one.Name}") ?? kept.GetValueOrDefault(one.Name) ?? []
                  from which in Enumerable.Range(0, answers.Length)
                  let given = SampleAnswers.Of(one.Form, one.Name, one.Field, which)
                  where given != answers[which]
                  select $"{one.Form} {one.Name}: {given}";

        Assert.Empty(cut);
    }

    [Theory]
    [InlineData(100, null, 100, int.MaxValue)]
    [InlineData(null, 20, 1, 20)]
    public void Where_nothing_is_kept_what_fits_any_field_is_made_to_fit(int? min, int? max, int least, int most)
    {
        var text = SampleAnswers.Of("F-99", "soil", new Field { Key = "soil", Type = FieldType.Long, Min = min, Max = max }, 0);

        Assert.InRange(text.Length, least, most);
        Assert.Matches(@"\w[.,]?$", text);
    }

    [Fact]
    public void Two_people_do_not_write_the_same_of_what_calls_them()
    {
        var why = FilledForm.Library.Find("F-12")!.Fields.Single(field => field.Key == "why");

        Assert.NotEqual(SampleAnswers.Of("F-12", "why", why, 0), SampleAnswers.Of("F-12", "why", why, 1));
    }
}
