using Prisma.Workflows.Authoring.Difference;

namespace Prisma.Workflows.Bundles;

/// <summary>One thing of a bundle beside what is here.</summary>
/// <param name="Unit">What it is, e.g. "Form F-12".</param>
/// <param name="Mark">Added, changed, or the same; a bundle takes nothing away.</param>
public sealed record BundleLine(string Unit, Mark Mark, IReadOnlyList<string> Sentences)
{
    /// <summary>The members that make it up and differ from what is here.</summary>
    internal IReadOnlyList<string> Members { get; init; } = [];
}
