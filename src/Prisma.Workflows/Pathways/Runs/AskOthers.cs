using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Runs;

/// <summary>
/// Whoever went with their organisation may have been asked, in other passages, for what no reminder comes for, such as a conversation: it is asked of whoever acts in
/// their part now. What has a reminder is handed over with it, and while the event rests nothing is.
/// </summary>
public sealed class AskOthers(Operations operations)
{
    public Task ExecuteAsync(CancellationToken cancellation) => operations.RunEachAsync<Hand, Guid>(
        db => LeftAsync(db, cancellation), (hand, theEvent) => hand.OverAsync(theEvent, cancellation), cancellation);

    /// <summary>Events in which somebody is left who could be asked.</summary>
    static Task<List<Guid>> LeftAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var others = Event.Asked.ToList();
        var left = from step in db.Steps
                   join enrolment in db.Enrolments on step.EnrolmentId equals enrolment.Id
                   where step.State == StepState.Open && step.NextRungAt == null && enrolment.LiveKey != null && enrolment.Event.PausedAt == null
                       && enrolment.PersonId != step.ActorId && !enrolment.Contacts.Any(contact => contact.PersonId == step.ActorId)
                       && !enrolment.Event.Team.Any(member => member.PersonId == step.ActorId) && enrolment.Event.Team.Any(member => others.Contains(member.Part))
                   select enrolment.EventId;
        return left.Distinct().ToListAsync(cancellation);
    }

    /// <summary>One event at a time, each in a commit of its own.</summary>
    internal sealed class Hand(PrismaDbContext db, StepIn others)
    {
        public async Task OverAsync(Guid eventId, CancellationToken cancellation) => await others.ExecuteAsync(
            await db.Events.Include(one => one.Signals).Include(one => one.Gatherings).Include(one => one.Team).ThenInclude(member => member.Person).AsSplitQuery().SingleAsync(one => one.Id == eventId, cancellation),
            cancellation);
    }
}
