namespace Prisma.Workflows.Engine.Activities;

/// <summary>What the designer needs to know of an activity type.</summary>
public sealed record ActivityDescriptor
{
    public required string Type { get; init; }
    public int Version { get; init; } = 1;

    /// <summary>The last part of the type, from which the designer names new nodes.</summary>
    public required string Name { get; init; }

    public required string DisplayName { get; init; }
    public string Description { get; init; } = "";
    public required string Category { get; init; }
    public ActivityKind Kind { get; init; }
    public IReadOnlyList<InputDescriptor> Inputs { get; init; } = [];
    public IReadOnlyList<OutputDescriptor> Outputs { get; init; } = [];

    /// <summary>The fixed outcomes: what the type declares, else Done unless it is terminal.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];

    /// <summary>Ports that hold one activity inside the node.</summary>
    public IReadOnlyList<string> EmbeddedPorts { get; init; } = [];

    public bool IsStart { get; init; }
    public bool IsTerminal { get; init; }
    public bool IsTrigger { get; init; }
    public bool IsContainer { get; init; }
    public bool IsBrowsable { get; init; } = true;

    /// <summary>Set when the type is another definition used in place.</summary>
    public string? DefinitionId { get; init; }
    public string? DefinitionVersionId { get; init; }

    /// <summary>A name of a program as people read it: "MoreTime" as "More time".</summary>
    public static string Words(string name) => string.Concat(name.Select((letter, at) =>
        at > 0 && char.IsUpper(letter) && !char.IsUpper(name[at - 1]) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));
}
