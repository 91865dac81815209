using Prisma.Workflows.Audit;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Tensions;

/// <summary>Reminds who was asked two days before the seven are over, and then passes a tension on to the lead, or to a steward where the lead was asked.</summary>
public sealed class WatchTensions(PrismaDbContext db, TensionMails mails, AuditTrail audit, TimeProvider time)
{
    static readonly TimeSpan Before = TimeSpan.FromDays(2);

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var soon = now + Before;
        var open = await db.Tensions.Include(one => one.Event).ThenInclude(one => one.Team).ThenInclude(member => member.Person).ThenInclude(person => person.Roles).Include(one => one.Answerer)
            .AsSplitQuery().Where(one => one.AnsweredAt == null && ((one.RemindedAt == null && one.DueAt <= soon) || (one.PassedOnAt == null && one.DueAt <= now))).ToListAsync(cancellation);
        foreach (var tension in open)
        {
            tension.Revision++;
            if (tension.DueAt > now)
            {
                tension.RemindedAt = now;
                mails.OweAnswerer(tension, tension.Answerer, 2);
                continue;
            }

            tension.RemindedAt ??= now;
            tension.PassedOnAt = now;
            if (Circles.AnswererOf(tension.Event, "", tension.PersonId, tension.AnswererId) is { } next)
                PassOn(tension, next, now);
        }
    }

    void PassOn(Tension tension, Person next, DateTimeOffset now)
    {
        tension.AnswererId = next.Id;
        tension.DueAt = now + Before;
        mails.OweAnswerer(tension, next, 3);
        audit.Tell(tension.Event.Story, AuditTrail.Prisma, $"A tension brought to {Circles.InWords(tension.Circle)} had no answer in seven days; {next.Name} is asked now.");
    }
}
