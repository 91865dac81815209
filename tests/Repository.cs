namespace Prisma.Workflows;

/// <summary>Where tests and measurements find the sources, and what is shipped beside them.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>The host as it was built for its own folder, compiled ahead of time: the copy beside the tests starts several times more slowly.</summary>
    public static string Host { get; } = Path.Combine(
        Root, "artifacts", "bin", "Prisma.Workflows.Web", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), "Prisma.Workflows.Web.dll");

    static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Prisma.Workflows.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"{AppContext.BaseDirectory} does not lie inside the repository.");
        }

        return folder.FullName;
    }
}
