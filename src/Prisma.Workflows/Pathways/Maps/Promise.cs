namespace Prisma.Workflows.Pathways.Maps;

/// <summary>What one of a group promised to another group, or offers it.</summary>
/// <param name="What">The agreement, or the offer in their words.</param>
/// <param name="IsFirm">Signed by all, or offered as firm.</param>
public sealed record Promise(Group From, string Name, Group To, string What, bool IsFirm);
