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

    /// <summary>With a copy of what is shipped, to be changed.</summary>
    public static TemporaryFolder WithContent(string name)
    {
        var folder = Create(name);
        string[] shipped = ["workflows", "templates"];
        foreach (var file in shipped.SelectMany(content => Directory.EnumerateFiles(System.IO.Path.Combine(Repository.Root, content), "*", SearchOption.AllDirectories)))
        {
            var copy = System.IO.Path.Combine(folder.Path, System.IO.Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return folder;
    }

    public void Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

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
