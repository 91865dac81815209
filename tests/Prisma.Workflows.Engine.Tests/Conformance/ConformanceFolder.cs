namespace Prisma.Workflows.Engine.Tests.Conformance;

/// <summary>Finds the recorded definitions: beside the repository, or where PRISMA_CONFORMANCE says.</summary>
static class ConformanceFolder
{
    internal static string? Path { get; } = Find();

    internal static IEnumerable<string> Groups => Path is null
        ? []
        : Directory.GetDirectories(Path).Where(group => File.Exists(System.IO.Path.Combine(group, "expected.json"))).Order(StringComparer.Ordinal);

    static string? Find()
    {
        if (Environment.GetEnvironmentVariable("PRISMA_CONFORMANCE") is { Length: > 0 } named)
            return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Prisma.Workflows.sln")))
            {
                var beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder.FullName, "..", "shared", "conformance"));
                return Directory.Exists(beside) ? beside : null;
            }
        }

        return null;
    }
}
