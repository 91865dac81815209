using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Uploads;

namespace Prisma.Workflows.Pathways.Maps;

/// <summary>What the hub that hosts says of the event to everybody (domain.md §15, F-06b): purpose, who is called, and the practical side.</summary>
/// <param name="StepId">Whose files its own are.</param>
/// <param name="Answers">As the hub handed them in; what is spoken has its text.</param>
public sealed record HubsInvitation(Guid StepId, JsonObject Answers)
{
    static readonly string[] _passedOn = ["aims_to", "in_order_to", "in_a_way_that", "so_that", "who_is_called", "cost", "bursaries"];

    /// <summary>What was written, or what was spoken as it was written down; empty where the hub would rather say it in person.</summary>
    public string this[string field] => VoiceAnswers.WordsOf(Answers[field]);

    /// <summary>The parts that are looked for, and how many of each.</summary>
    public IReadOnlyList<(string Role, string HowMany)> Roles =>
        [.. (Answers["roles"] as JsonArray ?? []).OfType<JsonObject>().Select(row => (row["role"]?.ToString() ?? "", row["how_many"]?.ToString() ?? ""))];

    /// <summary>For mails that pass it on: the four lines of its purpose, who is called, and the costs; what the hub would rather say in person is empty.</summary>
    public JsonObject ToFacts() => new(_passedOn.Select(field => KeyValuePair.Create(field, (JsonNode?)this[field])));

    /// <summary>The picture that everybody may see, light enough for whoever pays for each megabyte; null where there is none, or no words for who cannot see it.</summary>
    public StoredFile? PictureIn(UploadFolder uploads) =>
        this["picture_alt"].Length > 0 && Answers["picture"] is JsonArray { Count: 1 } files && uploads.Of(StepId).GetValueOrDefault(files[0]?["id"]?.ToString() ?? "") is { Kind: StoredFile.Image } picture ? picture : null;
}
