namespace Prisma.Workflows.Pathways.Maps;

/// <summary>How one group stands: how many are on the way, how many have agreed, and how many steps are late.</summary>
public sealed record GroupPlace(Group Group, int OnTheWay, int Agreed, int Late);
