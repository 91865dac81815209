using Microsoft.Data.Sqlite;

namespace Prisma.Workflows.Persistence.Sqlite;

/// <summary>A whole copy of the SQLite file, once for each day in UTC, while people go on (domain.md §18.1); the oldest go. PostgreSQL has tools of its own.</summary>
public sealed class NightlyCopy(DatabaseOptions options, string dataFolder, TimeProvider time)
{
    /// <summary>A copy that is not whole yet.</summary>
    const string Part = "prisma.part";

    /// <summary>Where backups lie, ours or those of PostgreSQL's tools; null where nobody has said.</summary>
    public string? Folder => options.CopyFolder.Length > 0 ? options.CopyFolder : options.Provider == DatabaseProvider.Sqlite ? Path.Combine(dataFolder, "copies") : null;

    /// <summary>When the newest backup was made; null where there is none, or none but those of a clock that was wrong.</summary>
    public DateTimeOffset? NewestAt => Folder is { } folder && Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles().Where(file => file.Length > 0 && file.Name != Part && file.LastWriteTimeUtc < time.GetUtcNow().AddHours(1).UtcDateTime).Max(file => (DateTimeOffset?)file.LastWriteTimeUtc)
        : null;

    /// <summary>What to do where none is made any more.</summary>
    public string WayOut => IsOurs ? "See that the folder can be written and has room; the log says more." : "See that the machine still makes one every night, and into this folder.";

    bool IsOurs => options.Provider == DatabaseProvider.Sqlite && options.Copies > 0;

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        if (!IsOurs || Folder is not { } folder)
            return;
        var copy = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"prisma-{time.GetUtcNow():yyyy-MM-dd}.db"));
        if (File.Exists(copy))
            return;
        PrivateFolder.Make(folder);
        var part = Path.Combine(folder, Part);
        try
        {
            // What a process that died had begun; nothing is written over an existing file.
            File.Delete(part);
            await WriteAsync(options.ConnectionIn(dataFolder), part, cancellation);
            File.Move(part, copy);
        }
        finally
        {
            File.Delete(part);
        }

        // Days that are yet to come were written by a clock that was wrong, and go first.
        foreach (var old in Directory.EnumerateFiles(folder, "prisma-????-??-??.db").OrderBy(file => string.CompareOrdinal(file, copy) > 0).ThenByDescending(file => file, StringComparer.Ordinal).Skip(options.Copies))
            File.Delete(old);
    }

    static async Task WriteAsync(string connection, string part, CancellationToken cancellation)
    {
        await using var line = new SqliteConnection(new SqliteConnectionStringBuilder(connection) { Pooling = false }.ConnectionString);
        await line.OpenAsync(cancellation);
        await using var command = line.CreateCommand();
        command.CommandText = "VACUUM INTO $part";
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("$part", part);
        await command.ExecuteNonQueryAsync(cancellation);
        using var written = File.OpenHandle(part, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(written);
    }
}
