using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Forms.Uploads;

/// <summary>Where the files of answers lie: one folder a step beneath the data folder, outside of everything that is served.</summary>
public sealed class UploadFolder(IOptions<PrismaOptions> options, string name = "uploads")
{
    public const long Heaviest = 10 * 1024 * 1024;

    /// <summary>Nobody fills the disk through one step.</summary>
    public const int Most = 40;

    const int LongestName = 80, LongestEnding = 6;

    static readonly IReadOnlyDictionary<string, StoredFile> _none = new Dictionary<string, StoredFile>(StringComparer.Ordinal);

    string Root => Path.Combine(options.Value.DataFolder, name);

    /// <summary>Null when it is empty, too heavy, of no kind that forms take, a picture that cannot be opened, or one too many.</summary>
    public async Task<StoredFile?> KeepAsync(Guid stepId, string name, Stream content, CancellationToken cancellation)
    {
        var folder = FolderOf(stepId);
        if (Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.json").Count() >= Most)
            return null;
        using var sent = new MemoryStream();
        await content.CopyToAsync(sent, cancellation);
        if (sent.Length is 0 or > Heaviest || FileSignature.TypeOf(sent.GetBuffer().AsSpan(0, (int)Math.Min(sent.Length, FileSignature.Length))) is not { } type)
            return null;
        using var kept = StoredFile.KindOf(type) == StoredFile.Image ? await Picture.CleanAsync(sent, cancellation) : sent;
        if (kept is null)
            return null;
        var file = new StoredFile(RandomNumberGenerator.GetHexString(32, lowercase: true), Shown(name), type, kept.Length);
        Directory.CreateDirectory(folder);
        await WriteAsync(folder, file, kept, cancellation);
        return file;
    }

    /// <summary>Pictures that were kept as they came become as others are kept.</summary>
    public async Task CleanAsync(Guid stepId, CancellationToken cancellation)
    {
        var folder = FolderOf(stepId);
        foreach (var file in Of(stepId).Values.Where(file => file.Kind == StoredFile.Image && !IsClean(stepId, file)))
        {
            using var sent = new MemoryStream(await File.ReadAllBytesAsync(Path.Combine(folder, file.Id), cancellation));
            using var clean = await Picture.CleanAsync(sent, cancellation);
            if (clean is not null)
                await WriteAsync(folder, file with { Size = clean.Length }, clean, cancellation);
        }
    }

    bool IsClean(Guid stepId, StoredFile file)
    {
        using var kept = Open(stepId, file);
        return Picture.IsClean(kept);
    }

    /// <summary>Each part is whole before it takes its place, also that of a file that is there already.</summary>
    static async Task WriteAsync(string folder, StoredFile file, MemoryStream content, CancellationToken cancellation)
    {
        using var known = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(file));
        foreach (var (path, part) in new[] { (Path.Combine(folder, file.Id), content), (Path.Combine(folder, $"{file.Id}.json"), known) })
        {
            part.Position = 0;
            await using (var target = File.Create($"{path}.part"))
            {
                await part.CopyToAsync(target, cancellation);
                target.Flush(flushToDisk: true);
            }

            File.Move($"{path}.part", path, overwrite: true);
        }
    }

    /// <summary>The files of a step by their ids.</summary>
    public IReadOnlyDictionary<string, StoredFile> Of(Guid stepId)
    {
        var folder = FolderOf(stepId);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.json").Select(Read).OfType<StoredFile>().ToDictionary(file => file.Id, StringComparer.Ordinal)
            : _none;
    }

    /// <summary>Null where a machine that died left half of it: whoever sent that file was never told that it is here.</summary>
    static StoredFile? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredFile>(File.ReadAllText(file));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Gives a step the files of another that it names and has not yet.</summary>
    public void Share(Guid from, Guid to, Func<StoredFile, bool> isNamed)
    {
        var own = Of(to);
        foreach (var file in Of(from).Values.Where(file => isNamed(file) && !own.ContainsKey(file.Id)))
        {
            Directory.CreateDirectory(FolderOf(to));
            foreach (var part in new[] { file.Id, $"{file.Id}.json" })
                File.Copy(Path.Combine(FolderOf(from), part), Path.Combine(FolderOf(to), part), overwrite: true);
        }
    }

    public Stream Open(Guid stepId, StoredFile file) => File.OpenRead(Path.Combine(FolderOf(stepId), file.Id));

    /// <summary>The steps that have files.</summary>
    public IEnumerable<Guid> Steps => Directory.Exists(Root)
        ? Directory.EnumerateDirectories(Root).Select(folder => Guid.TryParseExact(Path.GetFileName(folder), "N", out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)
        : [];

    /// <summary>Removes what was added before that time and is named no longer, also what a machine that died left half of.</summary>
    public void Forget(Guid stepId, DateTimeOffset addedBefore, Func<StoredFile, bool> isNamed)
    {
        var folder = FolderOf(stepId);
        if (!Directory.Exists(folder))
            return;
        var named = Of(stepId).Values.Where(isNamed).Select(file => file.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var part in Directory.EnumerateFiles(folder).Where(part => !named.Contains(Path.GetFileNameWithoutExtension(part)) && File.GetLastWriteTimeUtc(part) < addedBefore.UtcDateTime))
            File.Delete(part);

        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    string FolderOf(Guid stepId) => Path.Combine(Root, stepId.ToString("N"));

    /// <summary>A mark that turns what follows it around, so that a name ends otherwise than it reads.</summary>
    static bool TurnsAround(char one) => one is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>The last part of what the browser says, short and readable; what says of which kind it is stays at its end.</summary>
    static string Shown(string name)
    {
        var last = new string([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(one => !char.IsControl(one) && !TurnsAround(one))]).Trim();
        if (last.Length <= LongestName)
            return last.Length == 0 ? "file" : last;
        var ending = Path.GetExtension(last) is { Length: <= LongestEnding } known ? known : "";
        var end = LongestName - ending.Length;
        return last[..(char.IsHighSurrogate(last[end - 1]) ? end - 1 : end)] + ending;
    }
}
