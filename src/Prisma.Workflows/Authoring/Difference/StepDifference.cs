namespace Prisma.Workflows.Authoring.Difference;

/// <summary>What became of one step, in sentences, and whether mails or days are among it.</summary>
public sealed record StepDifference(string StepId, string Name, Mark Mark, IReadOnlyList<string> Sentences)
{
    public bool ConcernsMails { get; init; }
    public bool ConcernsDays { get; init; }
}
