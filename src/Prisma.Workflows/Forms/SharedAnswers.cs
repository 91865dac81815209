using System.Text.Json.Nodes;

namespace Prisma.Workflows.Forms;

/// <summary>What of somebody's answers may go beyond the facilitators: nothing of a sensitive form, and of stories told by others only those whose teller agreed.</summary>
public static class SharedAnswers
{
    public static JsonObject Of(Form form, JsonObject answers)
    {
        var shared = new JsonObject();
        foreach (var field in form.IsSensitive ? [] : form.Fields.Where(field => answers[field.Key] is not null))
        {
            shared[field.Key] = field.ShareIf.Length > 0 && answers[field.Key] is JsonArray rows
                ? new JsonArray([.. rows.Where(row => row?[field.ShareIf] is JsonValue yes && yes.TryGetValue<bool>(out var agreed) && agreed).Select(row => row!.DeepClone())])
                : answers[field.Key]!.DeepClone();
        }

        return shared;
    }
}
