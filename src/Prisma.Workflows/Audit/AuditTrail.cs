using System.Security.Cryptography;
using System.Text;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Audit;

/// <summary>Collects what happens in one operation and appends it, chained, in that operation's commit.</summary>
public sealed class AuditTrail(DirectRows rows, TimeProvider time) : IBeforeCommit
{
    public const string Installation = "installation";

    /// <summary>The actor of what the product does by itself.</summary>
    public const string Prisma = "Prisma";

    const string LastOfStory = """WHERE "Story" = @value ORDER BY "Number" DESC LIMIT 1""";

    readonly List<(string Story, string Actor, string Sentence, DateTimeOffset At)> _told = [];

    /// <summary>One plain sentence, in the past tense, of what <paramref name="actor"/> did.</summary>
    public void Tell(string story, string actor, string sentence) => _told.Add((story, actor, sentence, time.GetUtcNow()));

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        foreach (var story in _told.GroupBy(one => one.Story, StringComparer.Ordinal))
        {
            var (number, hash) = await rows.LookAtAsync<AuditEntry>(LastOfStory, story.Key, cancellation) is [var end] ? (end.Number, end.Hash) : Beginning;
            foreach (var (_, actor, sentence, at) in story)
            {
                var entry = Next(story.Key, number, hash, actor, sentence, at);
                (number, hash) = (entry.Number, entry.Hash);
                rows.Add(entry);
            }
        }

        _told.Clear();
    }

    /// <summary>The first entry of a story whose hash or place does not follow from the one before it; null when the chain holds.</summary>
    public static AuditEntry? FirstBroken(IEnumerable<AuditEntry> story)
    {
        var (number, hash) = Beginning;
        foreach (var entry in story)
        {
            var expected = Next(entry.Story, number, hash, entry.Actor, entry.Sentence, entry.At);
            if (expected.Number != entry.Number || expected.PreviousHash != entry.PreviousHash || expected.Hash != entry.Hash)
                return entry;
            (number, hash) = (entry.Number, entry.Hash);
        }

        return null;
    }

    static (long Number, string Hash) Beginning => (0, "");

    static AuditEntry Next(string story, long lastNumber, string previous, string actor, string sentence, DateTimeOffset at)
    {
        // PostgreSQL keeps microseconds; what is hashed must survive being stored.
        var whole = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        var number = lastNumber + 1;
        var text = string.Create(CultureInfo.InvariantCulture, $"{previous}\n{story}\n{number}\n{whole:O}\n{actor}\n{sentence}");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return new AuditEntry { Story = story, Number = number, At = whole, Actor = actor, Sentence = sentence, PreviousHash = previous, Hash = hash };
    }
}
