using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Prisma.Workflows.Bundles;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>Where the installation keeps its own and finds what was shipped with it.</summary>
static class Folders
{
    internal const string NoContent = "The folders workflows/ and templates/ were not found above the program.";

    /// <summary>The data folder itself, and what we write to within.</summary>
    static readonly string[] Written = ["", "adopted", "content", "keys", "mail", "story", "uploads"];

    static readonly string[] Shipped = ["workflows", "templates"];

    /// <summary>Makes both folders absolute in the configuration, so that everybody means the same ones.</summary>
    public static void UseFolders(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        RequireTemporary(Path.GetTempPath());
        configuration[nameof(PrismaOptions.DataFolder)] = Writable(configuration[nameof(PrismaOptions.DataFolder)]!);
        var shipped = configuration[nameof(PrismaOptions.ContentFolder)] is { Length: > 0 } named
            ? Named(Path.GetFullPath(named))
            : FindContent(AppContext.BaseDirectory) ?? FindContent(Directory.GetCurrentDirectory())
                ?? throw new StartFailedException($"{NoContent} Name the folder that holds them with --ContentFolder.");
        configuration[nameof(PrismaOptions.ContentFolder)] = ContentShelf.LayOver(shipped, configuration[nameof(PrismaOptions.DataFolder)]!);
    }

    public static IServiceCollection AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddDataProtection()
            .SetApplicationName("Prisma.Workflows")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(configuration[nameof(PrismaOptions.DataFolder)]!, "keys")));
        return services;
    }

    /// <summary>Sets aside each key that was torn, as by a power cut, and says so: one of them keeps all others from being used. Only what browsers hold is lost with it.</summary>
    /// <exception cref="StartFailedException">One may not be read, and is whole perhaps.</exception>
    internal static IReadOnlyList<string> SetTornKeysAside(string dataFolder)
    {
        var (keys, said) = (Path.Combine(dataFolder, "keys"), new List<string>());
        foreach (var key in Directory.Exists(keys) ? Directory.GetFiles(keys, "*.xml") : [])
        {
            try
            {
                XDocument.Load(key);
            }
            catch (XmlException exception)
            {
                File.Move(key, $"{key}.torn", overwrite: true);
                said.Add($"The key {key} cannot be read ({exception.Message.TrimEnd('.')}) and was set aside as {Path.GetFileName(key)}.torn: whoever signed in or followed a link while it held does so once more. Put it back from a backup where there is one.");
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new StartFailedException($"The key {key} cannot be read: {exception.Message.TrimEnd('.')}. Give it and all within the data folder to the account that runs Prisma.", exception);
            }
        }

        return said;
    }

    /// <summary>A key is written there first, and large uploads; without it Prisma would run and serve no form.</summary>
    /// <exception cref="StartFailedException">It cannot be written to.</exception>
    internal static void RequireTemporary(string folder)
    {
        try
        {
            Probe(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartFailedException($"The folder for temporary files {folder} cannot be written to: {exception.Message.TrimEnd('.')}. Name another one in the environment variable TMPDIR; a container that is read-only gets one by --tmpfs /tmp.", exception);
        }
    }

    static void Probe(string folder)
    {
        var probe = Path.Combine(folder, $".write-{Environment.ProcessId}");
        File.WriteAllText(probe, "");
        File.Delete(probe);
    }

    internal static string? FindContent(string start) => FindAbove(start, Shipped);

    /// <summary>The nearest folder, going up from where the program lies, that holds all of these.</summary>
    internal static string? FindAbove(string start, params string[] names)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (Array.TrueForAll(names, name => Directory.Exists(Path.Combine(folder.FullName, name))))
                return folder.FullName;
        }

        return null;
    }

    static string Named(string folder) => Array.TrueForAll(Shipped, name => Directory.Exists(Path.Combine(folder, name)))
        ? folder
        : throw new StartFailedException($"The folder {folder} does not hold {string.Join("/ and ", Shipped)}/. Name the one that does with --ContentFolder.");

    static string Writable(string dataFolder)
    {
        var folder = Path.GetFullPath(dataFolder);
        if (File.Exists(folder))
            throw new StartFailedException($"The data folder {folder} is a file. Choose another one with --DataFolder.");
        try
        {
            PrivateFolder.Make(folder);
            foreach (var place in Written.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
                Probe(place);

            return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartFailedException($"The data folder {folder} cannot be written to: {exception.Message.TrimEnd('.')}. Give it and all within to the account that runs Prisma, or choose another one with --DataFolder.", exception);
        }
    }
}
