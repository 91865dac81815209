using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Views;
using Prisma.Workflows.Pathways.Changes.Pauses;
using Prisma.Workflows.People;

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

    /// <summary>What waits for a word of this person, the oldest first: a pause of those who facilitate the event, a move of any steward other than who proposed it.</summary>
    public async Task<IReadOnlyList<ChangeToAnswer>> WaitingForAsync(Guid personId, CancellationToken cancellation)
    {
        var rows = await (from change in db.EventChanges
                          join theEvent in db.Events on change.EventId equals theEvent.Id
                          where change.State == ChangeState.Proposed && theEvent.CancelledAt == null
                              && ((change.Kind == ChangeKind.Pause && theEvent.Team.Any(member => member.PersonId == personId && Event.Facilitating.Contains(member.Part)))
                                  || (change.Kind == ChangeKind.Move && change.ProposedById != personId
                                      && (theEvent.Team.Any(member => member.PersonId == personId && ChangeRules.StewardParts.Contains(member.Part)) || db.RoleGrants.Any(grant => grant.PersonId == personId && grant.Role == Role.Steward))))
                          orderby change.ProposedAt
                          select new { Change = change, theEvent.Name, theEvent.Slug }).AsNoTracking().ToListAsync(cancellation);
        return rows.ConvertAll(row => new ChangeToAnswer(row.Change.Kind, row.Name, row.Slug, ChangeRules.AnswerBy(row.Change)));
    }

    /// <summary>Why this person cannot decide now about the event as a whole, which its lead does while it is still on, or nobody has said that it took place (domain.md §13.5–13.6); null where they can.</summary>
    public static string? Hindrance(EventOverview of, Guid? personId) =>
        !of.IsStillOn && !of.IsUnsaid ? ChangeRules.WhyNot(of.Event) : ChangeRules.IsLead(of.Event, personId) ? null : ChangeRules.WhoDecides(of.Event);

    /// <summary>Whether this person, who may be a steward of the whole installation, may agree to other days that were proposed.</summary>
    public static bool MayAgree(EventOverview of, EventChange proposed, Guid? personId, bool isSteward) =>
        of.Event.IsAlive && proposed.ProposedById != personId
        && (isSteward || of.Event.Team.Exists(member => member.PersonId == personId && ChangeRules.StewardParts.Contains(member.Part)));

    /// <summary>How many of each pathway a change would concern now.</summary>
    public async Task<IReadOnlyList<(string Pathway, int Count)>> ConcernedAsync(Guid eventId, CancellationToken cancellation) =>
        [.. (await ChangeRules.Concerned(db, eventId).GroupBy(one => one.Pathway).Select(group => new { group.Key, Count = group.Count() }).OrderBy(group => group.Key).ToListAsync(cancellation))
            .Select(group => (group.Key, group.Count))];
}
