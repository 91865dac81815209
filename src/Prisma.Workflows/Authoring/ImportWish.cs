namespace Prisma.Workflows.Authoring;

/// <summary>How an import is meant.</summary>
/// <param name="Publish">Whether to publish where nothing forbids it.</param>
public sealed record ImportWish(bool Publish)
{
    /// <summary>Whether the file's own id and number are kept, also below the latest; otherwise what comes becomes the next version where its number is taken.</summary>
    public bool KeepsNumbers { get; init; }

    /// <summary>Codes of problems that do not keep a version from being published.</summary>
    public IReadOnlyList<string> Tolerates { get; init; } = [];
}
