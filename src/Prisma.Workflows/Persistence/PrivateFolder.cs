namespace Prisma.Workflows.Persistence;

/// <summary>A folder that only the account which makes it may open: it holds what people wrote, and links by which they act.</summary>
public static class PrivateFolder
{
    /// <summary>Makes it where it is not there; one that somebody else made stays as it is.</summary>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
