using System.ComponentModel.DataAnnotations;

namespace Prisma.Workflows.Persistence;

/// <summary>Where the rows are kept; the section "Database".</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary>Sqlite by default.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>For SQLite empty means prisma.db in the data folder; for PostgreSQL it is required.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>How many nightly copies of a SQLite file are kept; 0 for none.</summary>
    [Range(0, 1000)]
    public int Copies { get; set; } = 7;

    /// <summary>Where they are kept, on another disk at best; empty means copies in the data folder.</summary>
    public string CopyFolder { get; set; } = "";

    /// <summary>What PostgreSQL is opened with: what is asked again and again is planned once a connection, unless the setting itself says how often.</summary>
    public string PostgreSqlConnection => $"Max Auto Prepare=100;{ConnectionString}";

    /// <summary>What SQLite is opened with.</summary>
    public string ConnectionIn(string dataFolder) => ConnectionString.Length > 0 ? ConnectionString : $"Data Source={Path.Combine(dataFolder, "prisma.db")}";
}
