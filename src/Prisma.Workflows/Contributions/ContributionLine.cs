namespace Prisma.Workflows.Contributions;

/// <summary>A contribution as somebody sees it, and what they may do about it.</summary>
public sealed record ContributionLine(Contribution Contribution, string Name, bool MayContest, bool MayResolve);
