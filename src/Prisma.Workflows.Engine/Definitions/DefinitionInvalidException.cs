namespace Prisma.Workflows.Engine.Definitions;

/// <summary>A text is not a workflow definition; carries every problem found.</summary>
public sealed class DefinitionInvalidException(IReadOnlyList<Problem> problems)
    : Exception(string.Join(" ", problems.Select(problem => problem.Message)))
{
    public IReadOnlyList<Problem> Problems { get; } = problems;
}
