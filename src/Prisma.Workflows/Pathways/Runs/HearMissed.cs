using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Runs;

/// <summary>
/// Wakes what waits for something that its event has reached already: where several nodes write at once, a passage may begin to wait in the moment in which
/// another reaches it, and neither sees the other. While the event rests nothing is woken.
/// </summary>
public sealed class HearMissed(Operations operations)
{
    /// <summary>Answers how many were woken.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancellation)
    {
        var woken = 0;
        await operations.RunEachAsync<WorkflowRuntime, Stimulus>(
            db => MissedAsync(db, cancellation), async (runtime, stimulus) => woken += await runtime.ResumeMatchingAsync(stimulus, null, cancellation), cancellation);
        return woken;
    }

    static async Task<List<Stimulus>> MissedAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var reached = await db.EventSignals
            .Where(signal => db.Events.Any(one => one.Id == signal.EventId && one.PausedAt == null) && db.Enrolments.Any(one => one.EventId == signal.EventId && one.LiveKey != null))
            .Select(signal => new PendingSignal(signal.Name, signal.EventId, null)).ToListAsync(cancellation);
        var stimuli = reached.Select(Signals.Stimulus).ToDictionary(stimulus => stimulus.Hash, StringComparer.Ordinal);
        var hashes = stimuli.Keys.ToList();
        var waiting = await db.Bookmarks.Where(bookmark => bookmark.Name == Signals.Name && hashes.Contains(bookmark.Hash)).Select(bookmark => bookmark.Hash).Distinct().ToListAsync(cancellation);
        return waiting.ConvertAll(hash => stimuli[hash]);
    }
}
