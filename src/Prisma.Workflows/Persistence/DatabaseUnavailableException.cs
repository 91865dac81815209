namespace Prisma.Workflows.Persistence;

/// <summary>The database cannot be written or reached for now: held by another program, read-only, full or gone. Nothing was changed.</summary>
public sealed class DatabaseUnavailableException(Exception inner)
    : Exception($"The database cannot be used at the moment: {inner.Message.TrimEnd('.')}. Nothing was changed; see that no other program holds it, and that its folder can be written and has room.", inner);
