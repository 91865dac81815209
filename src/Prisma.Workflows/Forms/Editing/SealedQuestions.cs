namespace Prisma.Workflows.Forms.Editing;

/// <summary>What a form promises about its sealed questions holds whatever a steward changes: they stay sealed, in their section, and asked after what they were asked after.</summary>
static class SealedQuestions
{
    public static void Check(Problems problems, WrittenForm written, Form shipped)
    {
        foreach (var field in written.Form.Fields)
        {
            var called = $"“{written.Text.Of(field).Label}”";
            if (shipped.Find(field.Key) is { } before)
            {
                if (before.Sealed)
                {
                    problems.Require(field.Sealed, field.Key, $"{called} is sealed for the sake of those who answer. Leave the seal on, or take the question out.");
                    problems.Require(field.Section == before.Section, field.Key, $"{called} is read by those its section is for. Move it back to “{written.Text.Sections.GetValueOrDefault(before.Section, before.Section)}”, or take it out.");
                    problems.Require(IsAskedAfter(field, before), field.Key, $"{called} is asked only after an answer that allows it, and what was not allowed is not kept. Say again after which answer it is asked, or take it out.");
                }
            }
            else if (ConsentOf(shipped, field.Section) is { } consent)
            {
                problems.Require(
                    field.Sealed && (field.ShowIf?.Field == consent || shipped.Find(field.ShowIf?.Field ?? "") is { Sealed: true }),
                    field.Key, $"{called} stands in a section that is kept only if “{written.Text.Of(shipped.Find(consent)!).Label}” is answered with yes. Seal it and ask it only after that, or move it to another section.");
            }
        }
    }

    static bool IsAskedAfter(Field field, Field before) =>
        before.ShowIf is not { } condition || (field.ShowIf is { } now && now.Field == condition.Field && now.Values.SequenceEqual(condition.Values, StringComparer.Ordinal));

    /// <summary>The question by which a section's sealed questions are allowed at all.</summary>
    static string? ConsentOf(Form shipped, string section) => shipped.Fields
        .Where(field => field.Section == section && field.Sealed)
        .Select(field => field.ShowIf?.Field)
        .FirstOrDefault(key => key is not null && shipped.Find(key) is { Type: FieldType.Bool, Sealed: false } consent && consent.Section == section);
}
