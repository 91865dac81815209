namespace Prisma.Workflows.Forms;

/// <summary>What was spoken: an answer of its own, or a cell of a table, with the recording's id and the words beside it.</summary>
public static class VoiceAnswers
{
    const string Recording = "voice";

    /// <summary>How a step with a recording in it is found by its text.</summary>
    public const string Mark = $"\"{Recording}\":{{";

    /// <summary>What was written, or was spoken as it was written down; empty where nothing was.</summary>
    public static string WordsOf(JsonNode? answer) => (answer is JsonObject spoken ? spoken["text"] : answer)?.ToString().Trim() ?? "";

    /// <summary>Takes the recordings out; the words beside them stay.</summary>
    public static void TakeOut(JsonObject answers)
    {
        foreach (var (_, answer) in answers)
        {
            if (answer is JsonObject spoken)
                spoken.Remove(Recording);
            else if (answer is JsonArray rows)
                rows.OfType<JsonObject>().ToList().ForEach(TakeOut);
        }
    }
}
