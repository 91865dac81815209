using Microsoft.Data.Sqlite;

namespace Prisma.Workflows.Tests.Databases;

/// <summary>A folder of one test, gone when it ends; what is left over goes with the run.</summary>
public sealed class TemporaryFolder : IAsyncDisposable
{
    static readonly string Run = Directory.CreateTempSubdirectory("prisma-tests-").FullName;

    TemporaryFolder(string path) => Path = path;

    public string Path { get; }

    public static TemporaryFolder Create(string name) =>
        new(Directory.CreateDirectory(System.IO.Path.Combine(Run, $"{name}-{Guid.CreateVersion7():N}")).FullName);

    public ValueTask DisposeAsync()
    {
        // A pooled connection would keep the deleted file alive.
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path, recursive: true);
        return ValueTask.CompletedTask;
    }

    internal static void DeleteAll()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Run, recursive: true);
    }
}
