namespace Prisma.Workflows.Persistence.PostgreSql;

/// <summary>Why rows were not carried over, in one sentence; nothing was changed.</summary>
public sealed class TransferRefusedException(string message) : Exception(message);
