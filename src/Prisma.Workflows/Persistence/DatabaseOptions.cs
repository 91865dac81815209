namespace Prisma.Workflows.Persistence;

/// <summary>Where the rows are kept; the section "Database".</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Sqlite by default.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>For SQLite empty means prisma.db in the data folder; for PostgreSQL it is required.</summary>
    public string ConnectionString { get; set; } = "";
}
