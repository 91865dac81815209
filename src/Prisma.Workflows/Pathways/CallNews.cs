using Microsoft.Extensions.Options;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Pathways.Maps;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways;

/// <summary>
/// Tells those who asked to hear of calls that one has opened, has a week left, or closes early; of the last also those who have begun an application. Each once an event
/// (domain.md §5.7, L-open).
/// </summary>
sealed class CallNews(PrismaDbContext db, Outbox outbox, PassageCompanion passages, ReadInvitation invitations, FormLibrary forms, IOptions<PrismaOptions> options) : ISignalListener
{
    /// <summary>The form of an application.</summary>
    internal const string Application = "F-12";

    const string Again = "call-again";

    const string Asked = "you asked to hear when a call opens";

    public async Task HeardAsync(Event theEvent, string signal, CancellationToken cancellation)
    {
        if (signal == SignalNames.CallOpen)
        {
            await TellAsync("E45", "call", theEvent, await HostsAsync(theEvent, cancellation), cancellation);
        }
        else if (signal == SignalNames.CallAgain)
        {
            await TellAsync("E45", Again, theEvent, [.. await OnTheWayAsync(theEvent, cancellation), .. await HostsAsync(theEvent, cancellation)], cancellation);
        }
        else if (signal == SignalNames.CallClosing)
        {
            await TellAsync("E45b", "call-closing", theEvent, [.. await OnTheWayAsync(theEvent, cancellation), .. await HostsAsync(theEvent, cancellation)], cancellation);
            await TellThoseWhoBeganAsync(theEvent, cancellation);
        }
    }

    /// <summary>Everybody who has answered the call, whatever became of it.</summary>
    Task<List<Guid>> OnTheWayAsync(Event theEvent, CancellationToken cancellation) =>
        db.Enrolments.Where(one => one.EventId == theEvent.Id && one.Pathway == Pathway.Participant).Select(one => one.PersonId).ToListAsync(cancellation);

    /// <summary>Those of the hub, in whose voice the invitation speaks.</summary>
    Task<List<Guid>> HostsAsync(Event theEvent, CancellationToken cancellation) =>
        db.TeamMembers.Where(member => member.EventId == theEvent.Id && (member.Part == Part.HubLead || member.Part == Part.HubSecond || member.Part == Part.Hub)).Select(member => member.PersonId).ToListAsync(cancellation);

    async Task TellAsync(string template, string purpose, Event theEvent, IReadOnlyList<Guid> except, CancellationToken cancellation)
    {
        var (home, lead) = (new Uri(options.Value.PublicUrl.TrimEnd('/') + "/"), Lead(theEvent));
        var invitation = await invitations.ExecuteAsync(theEvent.Id, cancellation);
        foreach (var person in await db.People.Where(person => person.WantsNews && !except.Contains(person.Id)).ToListAsync(cancellation))
        {
            var facts = MailFacts.OfEvent(theEvent, person, home, lead, $"/e/{theEvent.Slug}/apply", Asked);
            facts["application"] = new JsonObject { ["minutes"] = forms.Find(Application)!.Minutes };
            facts["again"] = purpose == Again;
            facts["invitation"] = invitation?.ToFacts();
            outbox.Owe(new OwedMail(template, person.Id, $"{purpose}-{theEvent.Id:N}", facts));
        }
    }

    async Task TellThoseWhoBeganAsync(Event theEvent, CancellationToken cancellation)
    {
        var begun = await db.Steps.Where(step => step.FormId == Application && step.Round == 1 && step.State == StepState.Open
            && db.Enrolments.Any(one => one.Id == step.EnrolmentId && one.EventId == theEvent.Id && one.LiveKey != null)).Select(step => step.Id).ToListAsync(cancellation);
        foreach (var id in begun)
        {
            var (passage, step) = (await passages.OfStepAsync(id, cancellation))!.Value;
            passage.Owe("E45b", passage.Person, "call-closing", step);
        }
    }

    Person? Lead(Event theEvent) =>
        db.TeamMembers.Where(member => member.EventId == theEvent.Id).OrderBy(member => member.Part).Select(member => member.Person).FirstOrDefault();
}
