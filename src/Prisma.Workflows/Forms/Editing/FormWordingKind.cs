using System.Text.Json;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Forms.Editing;

/// <summary>Forms, which stewards change question by question; a step that is open keeps the form it was opened with.</summary>
public sealed class FormWordingKind(FormLibrary library) : IWordingKind
{
    public const string Name = "form";

    const int LongestLabel = 300;
    const int MostMinutes = 90;

    public string Kind => Name;

    public bool KeepsUnfinished => true;

    public int SpokenAs => library.SpokenAs;

    public void Speak(int upTo, IReadOnlyList<Wording> published) => library.Speak(upTo, published);

    public string? Shipped(string name, string language) => library.Shipped(name)?.Content;

    public int ShippedVersion(string name) => library.Shipped(name)!.Form.Version;

    public IReadOnlyList<string> Lines(string content) => [.. FormLines.Of(WrittenForm.Read(content))];

    /// <summary>Problems of a question are named by its key, "languages.lang" within rows.</summary>
    public Problems Check(string name, string language, string content)
    {
        if (Read(content) is not { } written || written.Form.Id != name || !written.Texts.ContainsKey(Languages.Fallback))
            return Problems.Refused("This is not the form it should be. Begin again from an earlier version.");
        var problems = new Problems();
        problems.Require(written.Text.Title.Trim().Length > 0, "head.title", "Please give the form a title.");
        problems.Require(written.Form.Minutes is > 0 and <= MostMinutes, "head.minutes", "Please say how many minutes it takes, at most 90.");
        foreach (var section in written.Form.Fields.Select(field => field.Section).OfType<string>().Distinct().Where(key => written.Text.Sections.TryGetValue(key, out var title) && title.Trim().Length == 0))
            problems.Add($"head.section.{section}", "Please give each section a title.");
        problems.Require(written.Form.Fields.Count > 0, Problems.Whole, "A form asks at least one question. Add one.");
        foreach (var field in written.Form.Fields)
        {
            CheckField(problems, written, field, written.Text.Of(field), field.Key);
            CheckCondition(problems, written, field);
        }

        var shipped = library.Shipped(name)!;
        foreach (var address in shipped.Form.Fields.Where(IsWrittenTo).Where(address => written.Form.Find(address.Key) is not { } kept || !IsWrittenTo(kept)))
            problems.Add(address.Key, $"“{shipped.Text.Of(address).Label}” is where the next mail goes. Ask for it as a mail address that everybody gives.");
        SealedQuestions.Check(problems, written, shipped.Form);
        FormReaders.Check(problems, written.Form, library.Current(name)!.Form);

        // What the form never asked itself, such as an answer a reader has before them, is none of its own.
        var before = library.Current(name)!.Form;
        foreach (var check in written.Form.Checks.Where(check => NamedBy(check).Any(path => Has(before, path) && !Has(written.Form, path))))
            problems.Add($"rule-{check.Key}", $"The rule “{written.Text.Checks.GetValueOrDefault(check.Key, check.Key)}” speaks of a question that is gone. Bring the question back, or remove the rule.");
        return problems;
    }

    static bool IsWrittenTo(Field field) => field is { Type: FieldType.Email, Required: true, Strict: true };

    static WrittenForm? Read(string content)
    {
        try
        {
            return WrittenForm.Read(content);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static void CheckField(Problems problems, WrittenForm written, Field field, FieldText text, string path)
    {
        var called = text.Label.Trim().Length > 0 ? $"“{text.Label}”" : "A question without words";
        problems.Require(text.Label.Trim().Length is > 0 and <= LongestLabel, path, $"{called}: please ask it in up to 300 characters.");
        problems.Require(!field.Type.HasChoices() || (field.Options.Count > 1 && field.Options.All(option => text.Option(option).Trim().Length > 0)), path, $"{called} needs at least two choices. Write one a line.");
        problems.Require(field.Min is not { } least || field.Max is not { } most || least <= most, path, $"{called}: the least is more than the most. Turn them round.");
        problems.Require(!field.Sealed || written.Form.TakesSeals, path, $"{called} is sealed, and among those this form is for nobody could open it. Take the seal off.");
        problems.Require(field.Type != FieldType.Consent || field.Agreement.Length > 0, path, $"{called}: please choose the text that is agreed to.");
        if (field.Type != FieldType.Rows)
            return;
        problems.Require(field.Columns.Count > 0, path, $"{called} has rows without questions. Add one to them.");
        problems.Require(field.MinRows >= 0 && field.MaxRows >= 1 && field.MinRows <= field.MaxRows, path, $"{called}: please allow at least one row, and no fewer than must be there.");
        foreach (var column in field.Columns)
            CheckField(problems, written, column, text.Of(column), $"{path}.{column.Key}");
    }

    static void CheckCondition(Problems problems, WrittenForm written, Field field)
    {
        if (field.ShowIf is not { } condition || written.Form.Context.ContainsKey(condition.Field))
            return;
        var called = $"“{written.Text.Of(field).Label}”";
        var other = written.Form.Find(condition.Field);
        problems.Require(other is not null && other.Key != field.Key, field.Key, $"{called} is only asked after another question, which is gone. Say anew when it is asked.");
        problems.Require(
            other is null || !other.Type.HasChoices() || condition.Values.All(value => other.Options.Contains(value)),
            field.Key, $"{called} is only asked after a choice that is gone. Say anew when it is asked.");
    }

    static IEnumerable<string> NamedBy(CrossCheck check)
    {
        var named = new List<string?> { check.Field, check.If?.Field, check.Then.Field, check.Then.Among, check.Then.Unless?.Field, check.Then.DiffersFrom };
        named.AddRange(check.If?.MeanOf ?? []);
        named.AddRange(new[] { check.Then.AtLeast, check.Then.AtMost }.Select(amount => amount is { ValueKind: JsonValueKind.String } text ? text.GetString() : null));
        return named.OfType<string>().Where(path => path.Length > 0);
    }

    static bool Has(Form form, string path)
    {
        var parts = path.Split('.');
        return parts[0] is FormContext.Today or FormContext.FirstDay or FormContext.LastDay or FormContext.Called or FormContext.Author
            || form.Context.ContainsKey(parts[0])
            || (form.Find(parts[0]) is { } field && (parts.Length == 1 || field.Type != FieldType.Rows || field.Columns.Any(column => column.Key == parts[1])));
    }
}
