using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Pathways;

/// <summary>Tells those who asked to hear of calls that one has opened, once an event (domain.md §5.7, L-open).</summary>
sealed class CallNews(PrismaDbContext db, Outbox outbox, IOptions<PrismaOptions> options) : ISignalListener
{
    public async Task HeardAsync(Event theEvent, string signal, CancellationToken cancellation)
    {
        if (signal != SignalNames.CallOpen)
        {
            return;
        }

        var (home, contact) = (new Uri(options.Value.PublicUrl.TrimEnd('/') + "/"), Contact(theEvent));
        foreach (var person in await db.People.Where(person => person.WantsNews).ToListAsync(cancellation))
        {
            outbox.Owe(new OwedMail("E45", person.Id, $"call-{theEvent.Id:N}", MailFacts.OfEvent(theEvent, person, home, contact, $"/e/{theEvent.Slug}", "you asked to hear when a call opens")));
        }
    }

    string Contact(Event theEvent) =>
        db.TeamMembers.Where(member => member.EventId == theEvent.Id).OrderBy(member => member.Part).Select(member => member.Person.Email).FirstOrDefault() ?? "";
}
