namespace Prisma.Workflows.Runtime;

/// <summary>What is stored of an instance is torn, or a newer version has written it; until it can be read nothing goes on there.</summary>
public sealed class InstanceUnreadableException(string instanceId, Exception? why)
    : Exception($"The state of the workflow instance {instanceId} cannot be read: it is damaged, or a newer version of Prisma wrote it.", why);
