using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Events;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>What was decided about an event as a whole, the latest first, and how far it has come.</summary>
public sealed class ReadChanges(PrismaDbContext db)
{
    public async Task<IReadOnlyList<ChangeView>> ExecuteAsync(Guid eventId, CancellationToken cancellation)
    {
        var changes = await db.EventChanges.Where(change => change.EventId == eventId).OrderByDescending(change => change.ProposedAt).ToListAsync(cancellation);
        var ends = HostSought.InWords(await HostSought.BySignatureAsync(db, eventId, cancellation));
        var views = new List<ChangeView>();
        foreach (var change in changes)
        {
            var told = await db.Enrolments.CountAsync(one => one.ChangeId == change.Id, cancellation);
            var left = change is { State: ChangeState.UnderWay, FinishedAt: null } ? await ChangeRules.Concerned(db, eventId).CountAsync(one => one.ChangeId != change.Id, cancellation) : 0;
            views.Add(new ChangeView(change, told, left, ends));
        }

        return views;
    }

    /// <summary>How many of each pathway a change would concern now.</summary>
    public async Task<IReadOnlyList<(string Pathway, int Count)>> ConcernedAsync(Guid eventId, CancellationToken cancellation) =>
        [.. (await ChangeRules.Concerned(db, eventId).GroupBy(one => one.Pathway).Select(group => new { group.Key, Count = group.Count() }).OrderBy(group => group.Key).ToListAsync(cancellation))
            .Select(group => (group.Key, group.Count))];
}
