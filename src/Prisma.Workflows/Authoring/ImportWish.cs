namespace Prisma.Workflows.Authoring;

/// <summary>How an import is meant.</summary>
/// <param name="Publish">Whether to publish where nothing forbids it.</param>
public sealed record ImportWish(bool Publish)
{
    /// <summary>Codes of problems that do not keep a version from being published.</summary>
    public IReadOnlyList<string> Tolerates { get; init; } = [];
}
