namespace Prisma.Workflows.Forms.Editing;

/// <summary>A form line by line, in words: what is asked, how, and by which rules.</summary>
static class FormLines
{
    public static IEnumerable<string> Of(WrittenForm written)
    {
        yield return $"About {written.Form.Minutes} minutes";
        yield return $"Read by {FormReaders.Words(written.Form.Sensitive)}";
        foreach (var (language, text) in written.Texts.OrderBy(one => one.Key != Languages.Fallback).ThenBy(one => one.Key, StringComparer.Ordinal))
        {
            var before = written.Texts.Count > 1 ? $"[{language}] " : "";
            foreach (var line in Of(written.Form, text))
                yield return before + line;
        }
    }

    static IEnumerable<string> Of(Form form, FormText text)
    {
        yield return text.Title;
        if (text.Intro.Length > 0)
            yield return text.Intro;
        foreach (var section in form.Fields.GroupBy(field => field.Section, StringComparer.Ordinal))
        {
            if (text.Sections.GetValueOrDefault(section.Key) is { Length: > 0 } title)
                yield return $"Section: {title}";
            foreach (var line in section.SelectMany(field => Of(form, text, field, text.Of(field), "")))
                yield return line;
        }

        foreach (var check in form.Checks)
            yield return $"Rule: {text.Checks.GetValueOrDefault(check.Key, check.Key)}";
        yield return $"Button: {text.Submit}";
    }

    static IEnumerable<string> Of(Form form, FormText text, Field field, FieldText words, string indent)
    {
        yield return $"{indent}{words.Label} ({string.Join(", ", Traits(form, text, field, indent.Length > 0))})";
        if (words.Why.Length > 0)
            yield return $"{indent}· Why we ask: {words.Why}";
        if (words.Hint.Length > 0)
            yield return $"{indent}· Help: {words.Hint}";
        foreach (var option in field.Options)
            yield return $"{indent}· Choice: {words.Option(option)}";
        foreach (var line in field.Columns.SelectMany(column => Of(form, text, column, words.Of(column), indent + "– ")))
            yield return line;
    }

    /// <summary>What kind of answer it takes, and what holds for it.</summary>
    static IEnumerable<string> Traits(Form form, FormText text, Field field, bool isInRow)
    {
        yield return FieldKinds.Words(field.Type);
        if (field.Required)
            yield return "must be answered";
        if (field.Sealed)
            yield return "sealed";
        if (field.Voice)
            yield return "may be spoken";
        if (field.MayBeTold && !isInRow)
            yield return "may be told in person";
        if (field.Min is not null || field.Max is not null)
            yield return string.Create(CultureInfo.InvariantCulture, $"{field.Min?.ToString("0.##", CultureInfo.InvariantCulture) ?? "any"} to {field.Max?.ToString("0.##", CultureInfo.InvariantCulture) ?? "any"}");
        if (field.Type == FieldType.Rows)
            yield return $"{field.MinRows} to {field.MaxRows} rows";
        if (field.ShowIf is { } condition)
        {
            var other = form.Find(condition.Field);
            yield return $"only if “{(other is null ? condition.Field : text.Of(other).Label)}” is {string.Join(" or ", condition.Values.Select(value => other is null ? value : text.Of(other).Option(value)))}";
        }
    }
}
