using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Privacy;

/// <summary>The file wishes.jsonl in the data folder: every wish a line, ids and days only; of somebody's several the last holds. It is not part of a copy of the database, and outlives its restoring.</summary>
public sealed class WishFile(IOptions<PrismaOptions> options)
{
    string Path => System.IO.Path.Combine(options.Value.DataFolder, "wishes.jsonl");

    /// <summary>The last wish of each.</summary>
    public async Task<IReadOnlyList<Wish>> ReadAsync(CancellationToken cancellation) => File.Exists(Path)
        ? [.. (await File.ReadAllLinesAsync(Path, cancellation)).Where(line => line.EndsWith('}')).Select(line => JsonSerializer.Deserialize<Wish>(line)!).GroupBy(wish => wish.EnrolmentId).Select(wishes => wishes.Last())]
        : [];

    /// <summary>What was wished since, also that all is kept: without its line a restored copy would forget it in time.</summary>
    public async Task RememberAsync(IEnumerable<Wish> wishes, CancellationToken cancellation)
    {
        var known = (await ReadAsync(cancellation)).ToDictionary(wish => wish.EnrolmentId);
        var fresh = wishes.Where(wish => !known.TryGetValue(wish.EnrolmentId, out var last) || wish.At > last.At)
            .Select(wish => $"\n{JsonSerializer.Serialize(wish)}").ToList();
        if (fresh.Count > 0)
        {
            Directory.CreateDirectory(options.Value.DataFolder);

            // A line that a power cut tore stays a line of its own, and is passed over.
            await File.AppendAllTextAsync(Path, string.Concat(fresh), cancellation);
        }
    }
}
