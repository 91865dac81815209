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
        var named = Environment.GetEnvironmentVariable("PRISMA_CONFORMANCE");
        var folder = named is { Length: > 0 } ? named : System.IO.Path.Combine(Repository.Root, "..", "shared", "conformance");
        return Directory.Exists(folder) ? folder : null;
    }
}
