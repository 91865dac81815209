namespace Prisma.Workflows.Engine.Definitions;

/// <summary>An input a definition takes or an output it gives.</summary>
public sealed record Argument(string Name, string Type, string DisplayName, string Description, string Category, string? UiHint, bool IsArray)
{
    /// <summary>Whether a start without this input should be refused.</summary>
    public bool IsRequired { get; init; }

    public JsonNode? DefaultValue { get; init; }

    /// <summary>Whether an input is kept with the instance.</summary>
    internal bool IsStored { get; init; }
}
