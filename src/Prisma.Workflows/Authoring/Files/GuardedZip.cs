using System.IO.Compression;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Files;

/// <summary>Zips from strangers, of whose own word about their size nothing is believed, and zips of ours, the same bytes for the same content.</summary>
public static class GuardedZip
{
    const int LongestInAll = 64 * 1024 * 1024;

    // Zip files know no earlier day; the same one each time makes the same file.
    static readonly DateTimeOffset Day = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Write(IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = Day;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return bytes.ToArray();
    }

    /// <param name="name">The file's name, as problems tell it.</param>
    /// <exception cref="InvalidDataException">A sentence that says what is wrong, and with which file in it.</exception>
    public static List<(string Name, byte[] Content)> Read(string name, byte[] content, int mostEntries, Func<string, bool> wanted)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
            if (zip.Entries.Count > mostEntries)
                throw new InvalidDataException($"{name} holds {zip.Entries.Count} files; at most {mostEntries} are taken.");
            var left = LongestInAll;
            var found = new List<(string, byte[])>();
            foreach (var entry in zip.Entries.Where(entry => wanted(entry.FullName)))
            {
                var bytes = Unpack(name, entry, Math.Min(left, DefinitionJson.MaxLength));
                left -= bytes.Length;
                found.Add((entry.FullName, bytes));
            }

            return found;
        }
        catch (InvalidDataException exception) when (!exception.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                content is [(byte)'P', (byte)'K', ..]
                    ? $"{name} is cut short or damaged: what stands at the end of every zip, the list of its files, cannot be read. Get the file once more."
                    : $"{name} is no zip, whatever its name says. Choose the file as it came, unpacked by nobody.",
                exception);
        }
    }

    static byte[] Unpack(string name, ZipArchiveEntry entry, int most)
    {
        try
        {
            using var stream = entry.Open();
            var bytes = new MemoryStream();
            var buffer = new byte[32 * 1024];
            int read;
            while ((read = stream.Read(buffer)) > 0)
            {
                if (bytes.Length + read > most)
                    throw new InvalidDataException($"{name} unpacks to more than is taken, at {entry.FullName}.");
                bytes.Write(buffer, 0, read);
            }

            return bytes.ToArray();
        }
        catch (InvalidDataException exception) when (!exception.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{name} is damaged at {entry.FullName}, which is not what was packed. Get the file once more.", exception);
        }
    }
}
