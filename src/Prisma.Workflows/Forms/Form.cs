namespace Prisma.Workflows.Forms;

/// <summary>A form without its words: its questions and their rules.</summary>
public sealed record Form
{
    public required string Id { get; init; }
    public required int Version { get; init; }

    /// <summary>About how long it takes.</summary>
    public required int Minutes { get; init; }

    /// <summary>For whoever holds care, and nobody else.</summary>
    public const string OfCare = "care";

    /// <summary>Whose eyes alone it is for: "care", "concern", "due-diligence" or "conversation"; empty when it is read like any other.</summary>
    public string Sensitive { get; init; } = "";

    public bool IsSensitive => Sensitive.Length > 0;

    /// <summary>Whether somebody is there who opens what is sealed in it.</summary>
    public bool TakesSeals => Sensitive is OfCare or "concern";

    public required IReadOnlyList<Field> Fields { get; init; }
    public IReadOnlyList<CrossCheck> Checks { get; init; } = [];

    /// <summary>Values the product fixes before the form opens, and which ones they may be; conditions name them like fields.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Context { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    public Field? Find(string key) => Fields.FirstOrDefault(field => field.Key == key);
}
