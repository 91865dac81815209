using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Web.Tests.Forms;

/// <summary>What holds for every form that is shipped, found by looking into the folder.</summary>
public sealed class ShippedFormsTests
{
    static readonly FormLibrary _library = new(Path.Combine(Repository.Root, "workflows", "forms"));

    public static TheoryData<string> Ids => [.. _library.Ids];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_question_has_its_words_in_every_language(string id)
    {
        var form = _library.Find(id)!;
        foreach (var text in _library.LanguagesOf(id).Select(language => _library.TextOf(id, language)))
        {
            Assert.All(form.Fields.Where(field => field.Type != FieldType.Hidden), field =>
            {
                Assert.True(text.Fields.ContainsKey(field.Key), field.Key);
                Assert.All(field.Columns, column => Assert.True(text.Of(field).Columns.ContainsKey(column.Key), column.Key));
                Assert.All(field.Options, option => Assert.True(text.Of(field).Options.ContainsKey(option), option));
            });
            Assert.All(form.Checks, check => Assert.True(text.Checks.ContainsKey(check.Key), check.Key));
            Assert.Empty(text.Fields.Keys.Except(form.Fields.Select(field => field.Key), StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Conditions_name_fields_that_are_there_and_answers_they_can_have(string id)
    {
        var form = _library.Find(id)!;
        Assert.All(form.Fields.Where(field => field.ShowIf is not null), field =>
        {
            var known = form.Find(field.ShowIf!.Field) is { } other
                ? other.Type == FieldType.Bool ? ["true", "false"] : other.Options
                : form.Context[field.ShowIf.Field];
            Assert.Empty(field.ShowIf.Values.Except(known, StringComparer.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_empty_form_is_refused_where_something_is_required_and_never_throws(string id)
    {
        var form = _library.Find(id)!;
        var check = FormCheck.Check(form, _library.TextOf(id, "en"), FormValues.Empty, FormContext.None);

        Assert.Equal(form.Fields.Any(field => field.Required && field.ShowIf is null), check.Problems.Any);
    }

    [Fact]
    public void A_language_that_is_not_there_falls_back_to_english() =>
        Assert.Equal(_library.TextOf("F-12", "en"), _library.TextOf("F-12", "xx"));

    [Theory]
    [InlineData("""{ "id": "F-99", "fields": [ { "key": "x", "type": "colour" } ] }""", "in line 1, what stands at $.fields[0].type has another form than is read there. Compare it with one that works.")]
    [InlineData("""{ "id": "F-99" "fields": [] }""", "in line 1, character 16, it says “\"fields\": [] }” where the one before has to end. Put a comma before it.")]
    [InlineData("""{ "id": "F-99", "version": 1, "minutes": 1, "fields": [], "checks": [ { "key": "x", "field": "y" } ] }""", "in line 1, what stands at $.checks[0] has another form than is read there. Compare it with one that works.")]
    public void A_broken_file_is_named_with_what_is_wrong_in_it(string form, string problem)
    {
        var folder = Directory.CreateTempSubdirectory("prisma-forms-");
        try
        {
            File.WriteAllText(Path.Combine(folder.CreateSubdirectory("F-99").FullName, "form.json"), form);
            var exception = Assert.Throws<InvalidDataException>(() => new FormLibrary(folder.FullName).Find("F-99"));
            Assert.EndsWith($"form.json cannot be read: {problem}", exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
