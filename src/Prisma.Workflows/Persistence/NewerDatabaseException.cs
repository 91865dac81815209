namespace Prisma.Workflows.Persistence;

/// <summary>The tables were changed by a program that is newer than this one, which would read and write past them.</summary>
public sealed class NewerDatabaseException(string migration)
    : Exception($"A newer Prisma has used this database (its tables are those of {migration}). Start that one again, or put back the backup that was made before the upgrade.");
