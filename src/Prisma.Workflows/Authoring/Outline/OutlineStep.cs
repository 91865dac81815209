namespace Prisma.Workflows.Authoring.Outline;

/// <summary>One step as a row: what it is called, what kind it is, its fields, and where each of its outcomes leads.</summary>
public sealed record OutlineStep(string Id, string Name, string Type, string Kind)
{
    public bool IsStage => Type == StageType;

    public bool IsGate => Type == "Prisma.Review";

    public bool IsStart { get; init; }

    /// <summary>What the outline cannot express; it stays as it was drawn.</summary>
    public bool IsDrawn { get; init; }

    public IReadOnlyList<OutlineField> Fields { get; init; } = [];
    public IReadOnlyList<OutlineWay> Ways { get; init; } = [];

    /// <summary>Whether it can change places with the step before, or behind it.</summary>
    public bool CanMoveUp { get; init; }

    public bool CanMoveDown { get; init; }

    /// <summary>The first of these fields that says something, as people read it.</summary>
    public string Say(params ReadOnlySpan<string> fields)
    {
        foreach (var name in fields)
        {
            if (Field(name) is { InWords.Length: > 0 } field)
                return field.InWords;
        }

        return "";
    }

    public OutlineField? Field(string name) => Fields.FirstOrDefault(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    internal const string StageType = "Prisma.Stage";
}
