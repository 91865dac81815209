using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring;

/// <summary>What an import came to: which version, whether it is new, whether it is published, and all that is wrong with it.</summary>
public sealed record Import(string VersionId, bool IsNew, bool IsPublished, IReadOnlyList<Problem> Problems)
{
    /// <summary>The number of that version.</summary>
    public int Version { get; init; }
}
