namespace Prisma.Workflows.Authoring.Outline;

/// <summary>A section: the stage's own marker with its purpose and window, and its steps. Without a marker it holds what comes before the first stage, or what nothing leads to.</summary>
public sealed record OutlineStage(string Title, OutlineStep? Marker, IReadOnlyList<OutlineStep> Steps)
{
    /// <summary>Its steps, and before them its marker.</summary>
    public IEnumerable<OutlineStep> All => Marker is null ? Steps : Steps.Prepend(Marker);
}
