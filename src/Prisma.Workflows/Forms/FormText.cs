namespace Prisma.Workflows.Forms;

/// <summary>The words of a form in one language.</summary>
public sealed record FormText
{
    public required string Title { get; init; }
    public string Intro { get; init; } = "";
    public IReadOnlyDictionary<string, string> Sections { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public IReadOnlyDictionary<string, FieldText> Fields { get; init; } = new Dictionary<string, FieldText>(StringComparer.Ordinal);
    public IReadOnlyDictionary<string, string> Checks { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
    public string Submit { get; init; } = "Send";

    public FieldText Of(Field field) => Fields.GetValueOrDefault(field.Key) ?? FieldText.Missing(field.Key);
}
