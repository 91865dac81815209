using Prisma.Workflows.Agreements;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Changes;

namespace Prisma.Workflows.Pathways;

/// <summary>Asks whoever leads an event, once, to look again at the agreements whose review date has come (domain.md §12.3, §17).</summary>
public sealed class AskForReviews(Operations operations, TimeProvider time)
{
    /// <summary>A machine that was off asks for what became due meanwhile; what is older was asked for, or is past asking.</summary>
    const int DaysToCatchUp = 30;

    public Task ExecuteAsync(CancellationToken cancellation) => operations.RunEachAsync<Ask, (Guid EventId, DateOnly Day)>(
        db => DueAsync(db, cancellation), (ask, due) => ask.ExecuteAsync(due.EventId, due.Day, cancellation), cancellation);

    async Task<List<(Guid EventId, DateOnly Day)>> DueAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var first = today.AddDays(-DaysToCatchUp);
        var due = await EndAgreements.GoingOn(db).Where(one => one.ReviewOn >= first && one.ReviewOn <= today)
            .Join(db.Enrolments, agreement => agreement.EnrolmentId, enrolment => enrolment.Id, (agreement, enrolment) => new { enrolment.EventId, agreement.ReviewOn })
            .Distinct().ToListAsync(cancellation);
        return due.ConvertAll(one => (one.EventId, one.ReviewOn!.Value));
    }

    internal sealed class Ask(PassageTools tools)
    {
        public async Task ExecuteAsync(Guid eventId, DateOnly day, CancellationToken cancellation)
        {
            var theEvent = await Event.WithTeamAsync(tools.Db, eventId, cancellation);
            if (!theEvent.IsAlive || theEvent.Lead is not { } lead)
                return;
            var mail = ChangeRules.TaskMail(theEvent, lead, tools.Home, $"agreements-{eventId:N}-{day:yyyyMMdd}", $"/events/{theEvent.Slug}#agreements", new()
            {
                ["title"] = $"Look again at what was agreed: {await AgreedAsync(eventId, day, cancellation)}",
                ["due"] = MailFacts.Day(day.AddDays(Agreement.DaysToLook), lead),
                ["why_now"] = $"{MailFacts.Day(day, lead)} is the day on which it was to be looked at again, with whoever signed: it goes on, is signed anew, or ends, as you say on the event's page",
            });
            if (!await tools.Db.Outbox.AnyAsync(one => one.Key == mail.Key, cancellation))
            {
                tools.Outbox.Owe(mail);
                tools.Audit.Tell(theEvent.Story, AuditTrail.Prisma, $"Agreements were to be looked at again on {DayWords.Say(day)}; {lead.Name} is asked to.");
            }
        }

        /// <summary>"Hub hosting and stewardship agreement (Millrace Commons), Participation agreement (34 of them)".</summary>
        async Task<string> AgreedAsync(Guid eventId, DateOnly day, CancellationToken cancellation)
        {
            var agreed = await (from agreement in EndAgreements.GoingOn(tools.Db)
                                join one in tools.Db.Enrolments.Include(one => one.Organisation).Include(one => one.Person).Include(one => one.Event) on agreement.EnrolmentId equals one.Id
                                where one.EventId == eventId && agreement.ReviewOn == day
                                select new { agreement.Title, Enrolment = one }).AsNoTracking().ToListAsync(cancellation);
            return string.Join(", ", agreed.GroupBy(one => one.Title).OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(same => $"{same.Key} ({(same.Count() == 1 ? same.First().Enrolment.Name : $"{same.Count()} of them")})"));
        }
    }
}
