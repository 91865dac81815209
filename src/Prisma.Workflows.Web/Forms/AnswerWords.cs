using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Forms;

namespace Prisma.Workflows.Web.Forms;

/// <summary>One answer as a person reads it.</summary>
static class AnswerWords
{
    public static string Say(Field field, FieldText text, JsonNode answer, string timeZone) => field.Type switch
    {
        FieldType.One => text.Option(answer.ToString()),
        FieldType.Many => string.Join(", ", answer.AsArray().Select(one => text.Option(one!.ToString()))),
        FieldType.Bool or FieldType.Consent => answer.GetValue<bool>() ? "Yes" : "No",
        FieldType.Scale => text.Option(answer.ToString()),
        FieldType.Date => Day(answer),
        FieldType.Range => $"{Day(answer["from"]!)} to {Day(answer["to"]!)}",
        FieldType.Slots => $"{DayWords.Say(DateTimeOffset.Parse(answer.ToString(), CultureInfo.InvariantCulture), timeZone)} ({DayWords.SayZone(timeZone)})",
        FieldType.Long when answer is JsonObject spoken => spoken["text"]?.ToString() ?? (spoken.ContainsKey("voice") ? "" : "Spoken; the recording is deleted."),
        _ => answer.ToString(),
    };

    static string Day(JsonNode answer) => DayWords.SayInFull(WrittenDay.Read(answer.ToString())!.Value);
}
