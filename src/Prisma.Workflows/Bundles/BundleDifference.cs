using Prisma.Workflows.Authoring.Difference;

namespace Prisma.Workflows.Bundles;

/// <summary>A whole bundle beside what is here, and what stands in its way.</summary>
/// <param name="Seal">The hash over all of it.</param>
/// <param name="Refusals">Why it cannot be adopted; empty when it can.</param>
public sealed record BundleDifference(string EventName, string Seal, IReadOnlyList<BundleLine> Lines, IReadOnlyList<string> Refusals)
{
    public bool ChangesNothing => !Coming.Any();

    public string Summary => $"{Count(Mark.Added)} new, {Count(Mark.Changed)} changed, {Count(Mark.Same)} the same";

    public bool IsAdopted { get; init; }

    /// <summary>Whether files are among what was adopted: they are read at the next start.</summary>
    public bool NeedsRestart { get; init; }

    /// <summary>Whether workflows are among what comes in: each as a draft.</summary>
    public bool BringsDrafts => Coming.Any(BundleMember.IsDefinition);

    internal IEnumerable<string> Coming => Lines.SelectMany(line => line.Members);

    int Count(Mark mark) => Lines.Count(line => line.Mark == mark);
}
