using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Gatherings;

/// <summary>Reminds of a gathering (E21) on the day before, where the pathway's own reminder was due before its time was found, or came for another time. Who heard of the time in the last two days needs none.</summary>
public sealed class RemindAgain(Operations operations, TimeProvider time)
{
    /// <summary>So that a mail that waits for the morning comes on the day before.</summary>
    static readonly TimeSpan _near = TimeSpan.FromHours(36);

    static readonly TimeSpan _told = TimeSpan.FromDays(2);

    public Task ExecuteAsync(CancellationToken cancellation) =>
        operations.RunEachAsync<Remind, Guid>(db => NearAsync(db, cancellation), (remind, id) => remind.ExecuteAsync(id, cancellation), cancellation);

    Task<List<Guid>> NearAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var (now, until) = (time.GetUtcNow(), time.GetUtcNow() + _near);
        return db.EventGatherings.Where(held => held.StartsAt > now && held.StartsAt <= until && db.Events.Any(one => one.Id == held.EventId && one.CancelledAt == null && one.PausedAt == null))
            .Select(held => held.Id).ToListAsync(cancellation);
    }

    internal sealed class Remind(PrismaDbContext db, PassageCompanion passages, GatheringLibrary library, TimeProvider time)
    {
        public async Task ExecuteAsync(Guid id, CancellationToken cancellation)
        {
            if (await db.EventGatherings.FindAsync([id], cancellation) is not { StartsAt: { } at } held || library.Find(held.GatheringId) is not { IsOfMany: true } gathering)
                return;
            var purpose = $"near-{id:N}-{at.UtcTicks}";
            foreach (var enrolmentId in await LateAsync(held, at, purpose, cancellation))
            {
                if (await passages.OfEnrolmentAsync(enrolmentId, cancellation) is not { } passage)
                    continue;
                foreach (var person in TellTime.Invited(passage).Where(person => MailHours.NextFor(person, time.GetUtcNow()) < at))
                {
                    var facts = new JsonObject
                    {
                        ["step"] = new JsonObject { ["title"] = library.TextOf(gathering, person.Language).Title },
                        ["gathering"] = new JsonObject { ["when"] = MailFacts.Moment(at, person), ["where"] = held.Where },
                    };
                    if (passage.Enrolment.IsOfEvent)
                        facts["action"] = new JsonObject { ["path"] = $"/events/{passage.Event.Slug}/gatherings/{gathering.Id}" };
                    passage.Owe("E21", person, purpose, facts: facts);
                }
            }
        }

        /// <summary>Passages that came to the gathering before the day on which they would have been reminded of this time, and were not told of it since or just now.</summary>
        async Task<List<Guid>> LateAsync(EventGathering held, DateTimeOffset at, string purpose, CancellationToken cancellation)
        {
            var theEvent = await db.Events.AsNoTracking().SingleAsync(one => one.Id == held.EventId, cancellation);
            var (usual, lately, told, reminded) = (EventGathering.RemindedOf(at, theEvent), at - _told, $":time-{held.Id:N}-", $":{purpose}:");
            return await db.Steps.Where(step => step.Gathering == held.GatheringId && step.Kind == StepKind.Gathering && step.State == StepState.Open && step.OpenedAt < usual
                    && db.Enrolments.Any(one => one.Id == step.EnrolmentId && one.EventId == held.EventId && one.State == EnrolmentState.Active)
                    && !db.Outbox.Any(mail => mail.EnrolmentId == step.EnrolmentId && (mail.Key.Contains(reminded) || (mail.CreatedAt > lately && mail.Key.Contains(told)))))
                .Select(step => step.EnrolmentId).Distinct().ToListAsync(cancellation);
        }
    }
}
