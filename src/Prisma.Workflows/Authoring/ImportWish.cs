using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring;

/// <summary>How an import is meant.</summary>
public sealed record ImportWish(bool Publish)
{
    /// <summary>Whether the file's own id and number are kept, also below the latest; otherwise what comes becomes the next version where its number is taken.</summary>
    public bool KeepsNumbers { get; init; }

    /// <summary>What is wrong with it by itself, where that was looked for before.</summary>
    public IReadOnlyList<Problem>? Problems { get; init; }

    /// <summary>Codes of problems that do not keep a version from being published.</summary>
    public IReadOnlyList<string> Tolerates { get; init; } = [];
}
