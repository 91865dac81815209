namespace Prisma.Workflows.Persistence;

/// <summary>The tables are not those of this program, which would read and write past them, and it knows no way from there.</summary>
public sealed class UnknownDatabaseException(string message) : Exception(message)
{
    public static UnknownDatabaseException Newer(string migration) =>
        new($"A newer Prisma has used this database (its tables are those of {migration}). Start that one again, or put back the backup that was made before the upgrade.");

    public static UnknownDatabaseException Older(string migration) =>
        new($"This database is older than any that this program can bring up to date (its tables are those of {migration}). Nothing was changed. Start it once with the last Prisma that can; the changelog says which.");
}
