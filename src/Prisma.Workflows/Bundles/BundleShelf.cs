using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Bundles;

/// <summary>Keeps a bundle that somebody brought until they have seen the difference and said yes; a week at most, so that a second reader finds the time.</summary>
public sealed class BundleShelf(IOptions<PrismaOptions> options, TimeProvider time)
{
    /// <summary>How large a bundle may be.</summary>
    public const int Longest = 20 * 1024 * 1024;

    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    string Folder => Path.Combine(options.Value.DataFolder, "bundles");

    /// <summary>The key by which it is taken again.</summary>
    public async Task<string> KeepAsync(byte[] content, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder);
        foreach (var old in Directory.EnumerateFiles(Folder).Where(IsOver))
            File.Delete(old);
        var key = Convert.ToHexStringLower(SHA256.HashData(content));
        await File.WriteAllBytesAsync(FileOf(key), content, cancellation);
        File.SetLastWriteTimeUtc(FileOf(key), time.GetUtcNow().UtcDateTime);
        return key;
    }

    /// <summary>Null when it is not here, or no longer.</summary>
    public async Task<byte[]?> TakeAsync(string key, CancellationToken cancellation) =>
        key.Length == 64 && key.All(char.IsAsciiHexDigitLower) && File.Exists(FileOf(key)) && !IsOver(FileOf(key)) ? await File.ReadAllBytesAsync(FileOf(key), cancellation) : null;

    /// <summary>All that is kept, as if each were taken.</summary>
    public async IAsyncEnumerable<(string Key, byte[] Content)> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var file in Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [])
        {
            var key = Path.GetFileNameWithoutExtension(file);
            if (await TakeAsync(key, cancellation) is { } content)
                yield return (key, content);
        }
    }

    /// <summary>Nobody has anything to decide about it any more.</summary>
    public void Leave(string key) => File.Delete(FileOf(key));

    bool IsOver(string file) => File.GetLastWriteTimeUtc(file) < time.GetUtcNow().UtcDateTime - Kept;

    string FileOf(string key) => Path.Combine(Folder, $"{key}.zip");
}
