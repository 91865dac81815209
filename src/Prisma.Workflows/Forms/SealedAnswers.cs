namespace Prisma.Workflows.Forms;

/// <summary>Keeps what is for few eyes apart within a step's answers: it never reaches the workflow, its log, or anybody who reads the rest.</summary>
public static class SealedAnswers
{
    const string Group = "sealed";

    /// <summary>How a step with anything sealed in it is found by its text.</summary>
    public const string Mark = $"\"{Group}\":";

    /// <summary>The answers with those of sealed fields moved into a group of their own.</summary>
    public static JsonObject Seal(Form form, JsonObject answers)
    {
        var kept = (JsonObject)answers.DeepClone();
        var aside = new JsonObject();
        foreach (var field in form.Fields.Where(field => field.Sealed && kept.ContainsKey(field.Key)))
        {
            aside[field.Key] = kept[field.Key]?.DeepClone();
            kept.Remove(field.Key);
        }

        if (aside.Count > 0)
            kept[Group] = aside;
        return kept;
    }

    /// <summary>What anybody may read who reads the step.</summary>
    public static JsonObject Without(JsonObject kept)
    {
        var open = (JsonObject)kept.DeepClone();
        open.Remove(Group);
        return open;
    }

    /// <summary>What a run may hold, which administrators look after as well: of a form for few eyes in which nothing is sealed, such as a closer look at a partner, only what was chosen, so that it can go by it (domain.md §19.2).</summary>
    public static JsonObject ForWorkflow(Form? form, JsonObject kept)
    {
        var open = Without(kept);
        if (form is { IsSensitive: true, TakesSeals: false })
        {
            foreach (var written in form.Fields.Where(field => field.Type is not (FieldType.Bool or FieldType.One or FieldType.Many or FieldType.Scale)))
                open.Remove(written.Key);
        }

        return open;
    }

    /// <summary>What only those may read whom the form names.</summary>
    public static JsonObject Only(JsonObject kept) => kept[Group]?.DeepClone() as JsonObject ?? [];
}
