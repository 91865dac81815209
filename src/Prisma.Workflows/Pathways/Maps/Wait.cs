namespace Prisma.Workflows.Pathways.Maps;

/// <summary>Somebody cannot go on before another group has reached something.</summary>
public sealed record Wait(Group Who, IReadOnlyList<string> Names, Group For, string What);
