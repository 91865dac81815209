namespace Prisma.Workflows.Forms;

/// <summary>What of somebody's answers may go beyond the facilitators: of stories told by others, only those whose teller agreed.</summary>
public static class SharedAnswers
{
    public static JsonObject Of(Form form, JsonObject answers)
    {
        var shared = answers.DeepClone().AsObject();
        foreach (var field in form.Fields.Where(field => field.ShareIf.Length > 0))
            (shared[field.Key] as JsonArray)?.RemoveAll(row => !(row?[field.ShareIf] is JsonValue yes && yes.TryGetValue<bool>(out var agreed) && agreed));
        return shared;
    }
}
