namespace Prisma.Workflows.Forms;

/// <summary>The words of one question: what is asked, why, and what its options say.</summary>
public sealed record FieldText
{
    public required string Label { get; init; }

    /// <summary>Why we ask.</summary>
    public string Why { get; init; } = "";

    public string Hint { get; init; } = "";
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public IReadOnlyDictionary<string, FieldText> Columns { get; init; } = new Dictionary<string, FieldText>(StringComparer.Ordinal);

    public string Option(string key) => Options.GetValueOrDefault(key, key);

    public FieldText Of(Field column) => Columns.GetValueOrDefault(column.Key) ?? Missing(column.Key);

    internal static FieldText Missing(string key) => new() { Label = key };
}
