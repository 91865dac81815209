using Prisma.Workflows.Audit;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Tensions;

/// <summary>Reminds who was asked two days before the seven are over, and then passes a tension on to the lead, or to a steward where the lead was asked; at once where who was asked has left the team, whose page they can no longer open.</summary>
public sealed class WatchTensions(PrismaDbContext db, TensionMails mails, AuditTrail audit, TimeProvider time)
{
    static readonly TimeSpan Before = TimeSpan.FromDays(2);

    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var soon = now + Before;
        var open = await db.Tensions.Include(one => one.Event).ThenInclude(one => one.Team).ThenInclude(member => member.Person).ThenInclude(person => person.Roles).Include(one => one.Answerer)
            .AsSplitQuery().Where(one => one.AnsweredAt == null && ((one.RemindedAt == null && one.DueAt <= soon) || (one.PassedOnAt == null && one.DueAt <= now) || !one.Event.Team.Any(member => member.PersonId == one.AnswererId))).ToListAsync(cancellation);
        foreach (var tension in open)
        {
            var isWithTheTeam = tension.Event.Team.Exists(member => member.PersonId == tension.AnswererId);
            var next = Circles.AnswererOf(tension.Event, "", tension.PersonId, tension.AnswererId);
            if (!isWithTheTeam && next is null)
                continue;
            tension.Revision++;
            tension.RemindedAt ??= now;
            if (!isWithTheTeam)
            {
                PassOn(tension, next!, now, "was with somebody who left the team");
            }
            else if (tension.DueAt > now)
            {
                mails.OweAnswerer(tension, tension.Answerer, 2);
            }
            else
            {
                tension.PassedOnAt = now;
                if (next is not null)
                    PassOn(tension, next, now, "had no answer in seven days");
            }
        }
    }

    void PassOn(Tension tension, Person next, DateTimeOffset now, string why)
    {
        tension.AnswererId = next.Id;
        tension.DueAt = tension.DueAt > now + Before ? tension.DueAt : now + Before;
        mails.OweAnswerer(tension, next, 3);
        audit.Tell(tension.Event.Story, AuditTrail.Prisma, $"A tension brought to {Circles.InWords(tension.Circle)} {why}; {next.Name} is asked now.");
    }
}
