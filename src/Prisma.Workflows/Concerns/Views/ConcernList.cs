namespace Prisma.Workflows.Concerns.Views;

/// <summary>What somebody looks into, and what may be counted of all.</summary>
public sealed record ConcernList(IReadOnlyList<ConcernLine> Mine, int Received, IReadOnlyDictionary<ConcernOutcome, int> Outcomes);
