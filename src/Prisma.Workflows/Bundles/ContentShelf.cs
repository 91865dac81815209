using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Bundles;

/// <summary>The words and rules that definitions name, as files: those that were shipped, and over them, by name, those adopted from bundles.</summary>
public sealed class ContentShelf(IOptions<PrismaOptions> options, TimeProvider time)
{
    /// <summary>For how long a copy is kept that no program says it reads; each says so every hour while it runs.</summary>
    static readonly TimeSpan KeptUnread = TimeSpan.FromDays(7);

    static readonly string[] Folders = ["workflows", "templates"];

    /// <summary>As they are read from the next start on, by their path.</summary>
    public SortedDictionary<string, byte[]> Read()
    {
        var all = FilesOf(options.Value.ContentFolder, AdoptedIn(options.Value.DataFolder));
        return new SortedDictionary<string, byte[]>(all.Where(file => BundleMember.IsContent(file.Key)).ToDictionary(file => file.Key, file => File.ReadAllBytes(file.Value), StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>Each file is there whole or not at all.</summary>
    public async Task AdoptAsync(IEnumerable<KeyValuePair<string, byte[]>> files, CancellationToken cancellation)
    {
        foreach (var (path, content) in files)
        {
            var file = Path.Combine(AdoptedIn(options.Value.DataFolder), path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync($"{file}.part", content, cancellation);
            File.Move($"{file}.part", file, overwrite: true);
        }
    }

    /// <summary>Marks the copy that is read here, and clears those that no program has marked for a week.</summary>
    public void ClearCopies()
    {
        var (copies, now) = (CopiesIn(options.Value.DataFolder), time.GetUtcNow());
        if (!Directory.Exists(copies))
            return;
        if (Path.GetDirectoryName(options.Value.ContentFolder) == copies)
            Directory.SetLastWriteTimeUtc(options.Value.ContentFolder, now.UtcDateTime);
        foreach (var copy in Directory.EnumerateDirectories(copies).Where(copy => Directory.GetLastWriteTimeUtc(copy) < (now - KeptUnread).UtcDateTime).ToList())
        {
            // What goes by the name of its content is whole, also where the machine dies meanwhile.
            var part = $"{copy}.{Guid.CreateVersion7():N}";
            Directory.Move(copy, part);
            Directory.Delete(part, recursive: true);
        }
    }

    /// <summary>Puts all of it, and these files over it, into a folder.</summary>
    public void CopyTo(string folder, IEnumerable<KeyValuePair<string, byte[]>> over)
    {
        Copy(FilesOf(options.Value.ContentFolder, AdoptedIn(options.Value.DataFolder)), folder);
        foreach (var (path, content) in over)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    /// <summary>The folder an installation reads from: the shipped one where nothing was adopted, otherwise a copy of both, named by its content.</summary>
    public static string LayOver(string shipped, string dataFolder)
    {
        var adopted = AdoptedIn(dataFolder);
        if (!Directory.Exists(adopted))
            return shipped;
        var files = FilesOf(shipped, adopted);
        var folder = Path.Combine(CopiesIn(dataFolder), NameOf(files));
        if (Directory.Exists(folder))
        {
            Directory.SetLastWriteTimeUtc(folder, TimeProvider.System.GetUtcNow().UtcDateTime);
        }
        else
        {
            var part = $"{folder}.{Guid.CreateVersion7():N}";
            Copy(files, part);
            try
            {
                Directory.Move(part, folder);
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                // Another node was first, with the same content.
                Directory.Delete(part, recursive: true);
            }
        }

        return folder;
    }

    static string CopiesIn(string dataFolder) => Path.Combine(dataFolder, "content");

    static string AdoptedIn(string dataFolder) => Path.Combine(dataFolder, "adopted");

    /// <summary>Every file by its path, the later folders over the earlier ones.</summary>
    static SortedDictionary<string, string> FilesOf(params IEnumerable<string> roots)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (root, folder) in roots.SelectMany(root => Folders.Select(folder => (root, Path.Combine(root, folder)))).Where(one => Directory.Exists(one.Item2)))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".part", StringComparison.Ordinal)))
                files[Path.GetRelativePath(root, file).Replace('\\', '/')] = file;
        }

        return files;
    }

    static string NameOf(SortedDictionary<string, string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, file) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(path));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    static void Copy(SortedDictionary<string, string> files, string into)
    {
        foreach (var (path, file) in files)
        {
            var target = Path.Combine(into, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
