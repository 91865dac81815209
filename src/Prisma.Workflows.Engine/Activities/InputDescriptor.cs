namespace Prisma.Workflows.Engine.Activities;

/// <summary>What the designer needs to know of one input.</summary>
public sealed record InputDescriptor
{
    public required string Name { get; init; }
    public required string TypeName { get; init; }
    public required string DisplayName { get; init; }
    public string Description { get; init; } = "";
    public string Category { get; init; } = "";
    public required string UiHint { get; init; }
    public IReadOnlyList<InputOption> Options { get; init; } = [];
    public object? DefaultValue { get; init; }
    public string? DefaultSyntax { get; init; }
    public bool IsWrapped { get; init; } = true;
    public bool IsRequired { get; init; }
    public bool IsBrowsable { get; init; } = true;
    public float Order { get; init; }
}
