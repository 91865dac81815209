using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Privacy;

/// <summary>The file wishes.jsonl in the data folder: every wish once, one a line, ids and days only. It is not part of a copy of the database, and outlives its restoring.</summary>
public sealed class WishFile(IOptions<PrismaOptions> options)
{
    string Path => System.IO.Path.Combine(options.Value.DataFolder, "wishes.jsonl");

    public async Task<IReadOnlyList<Wish>> ReadAsync(CancellationToken cancellation) =>
        File.Exists(Path) ? [.. (await File.ReadAllLinesAsync(Path, cancellation)).Where(line => line.EndsWith('}')).Select(line => JsonSerializer.Deserialize<Wish>(line)!)] : [];

    public async Task RememberAsync(IEnumerable<Wish> wishes, CancellationToken cancellation)
    {
        var known = (await ReadAsync(cancellation)).Select(wish => wish.EnrolmentId).ToHashSet();
        var fresh = wishes.Where(wish => !known.Contains(wish.EnrolmentId)).Select(wish => JsonSerializer.Serialize(wish)).ToList();
        if (fresh.Count > 0)
        {
            Directory.CreateDirectory(options.Value.DataFolder);
            await File.AppendAllLinesAsync(Path, fresh, cancellation);
        }
    }
}
