namespace Prisma.Workflows.Pathways.Maps;

/// <summary>What is in place for an event, who waits for whom, and who promised what to whom.</summary>
public sealed record EventMaps(IReadOnlyList<Condition> Conditions, IReadOnlyList<GroupPlace> Places, IReadOnlyList<Wait> Waits, IReadOnlyList<Promise> Promises);
