namespace Prisma.Workflows.Gates;

/// <summary>One of the circles whose consent a gate needs: which, how many at least, and which share of those asked.</summary>
public sealed record Voice(string Circle, int MinPeople, double Share);
