namespace Prisma.Workflows.Engine.Instances;

/// <summary>How often a connection was visited, and whether it was followed the last time.</summary>
readonly record struct ConnectionVisits(int Count, bool Followed);
