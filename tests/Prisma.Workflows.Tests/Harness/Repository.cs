namespace Prisma.Workflows.Tests.Harness;

/// <summary>Where the tests find what is shipped beside the code.</summary>
public static class Repository
{
    static readonly Lazy<string> Found = new(Find);

    public static string Root => Found.Value;

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Prisma.Workflows.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Prisma.Workflows.sln above {AppContext.BaseDirectory}.");
    }
}
