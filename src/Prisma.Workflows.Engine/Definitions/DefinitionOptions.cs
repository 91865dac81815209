namespace Prisma.Workflows.Engine.Definitions;

/// <summary>How a definition may be started and used, and what happens when an activity fails.</summary>
public sealed record DefinitionOptions(
    bool UsableAsActivity,
    string? ActivityCategory,
    string? IncidentStrategyType,
    string? ActivationStrategyType)
{
    /// <summary>Whether the other branches go on after an incident.</summary>
    public bool ContinuesWithIncidents { get; } =
        IncidentStrategyType?.Contains("ContinueWithIncidents", StringComparison.Ordinal) == true;
}
