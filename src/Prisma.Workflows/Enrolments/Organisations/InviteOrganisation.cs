using System.Net.Mail;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Organisations;

/// <summary>Asks a hub, a network or a partner to an event; their pathway begins with the invitation instead of their own interest.</summary>
public sealed class InviteOrganisation(PrismaDbContext db, Enrol enrol, WorkflowRuntime runtime, TimeProvider time)
{
    public async Task<Outcome<Enrolment>> ExecuteAsync(Guid eventId, Invitation invitation, Actor by, CancellationToken cancellation)
    {
        var problems = Check(invitation);
        if (problems.Any)
            return problems;
        var theEvent = await Event.WithTeamAsync(db, eventId, cancellation);
        problems.Require(EventClock.IsStillOn(theEvent, time.GetUtcNow()), "pathway", theEvent.WhyOff);
        problems.Require(await enrol.IsOpenAsync(invitation.Pathway, cancellation), "pathway", Enrol.Closed);
        if (problems.Any)
            return problems;
        var email = Person.Normalise(invitation.Email);
        var person = await db.People.FirstOrDefaultAsync(one => one.Email == email, cancellation);
        if (person is null)
        {
            var words = invitation.Name.Trim().Split(' ', 2, StringSplitOptions.TrimEntries);
            person = new Person { FirstName = words[0], LastName = words.Length > 1 ? words[1] : "", Email = email, TimeZone = theEvent.TimeZone, CreatedAt = time.GetUtcNow() };
            db.People.Add(person);
        }

        problems.Require(await enrol.FindAsync(eventId, person.Id, invitation.Pathway, cancellation) is null, "email", $"{person.Name} speaks for an organisation on this pathway already.");
        if (problems.Any)
            return problems;
        var organisation = new Organisation { Name = invitation.Organisation.Trim(), Kind = Pathway.KindOf(invitation.Pathway)!.Value, CreatedAt = time.GetUtcNow() };
        db.Organisations.Add(organisation);
        var passage = new NewPassage(theEvent, person, invitation.Pathway) { Organisation = organisation, IsInvited = true, Sentence = $"{by.Name} asked {{0}} to {theEvent.Name}." };
        return await enrol.AddAsync(passage, runtime, cancellation);
    }

    static Problems Check(Invitation invitation)
    {
        var problems = new Problems();
        problems.Require(Pathway.KindOf(invitation.Pathway) is not null, "pathway", "Please choose whom you ask: a hub, a practice network or a partner.");
        problems.Require(invitation.Organisation.Trim().Length is > 0 and <= 120, "organisation", "Please give the organisation's name, in up to 120 characters.");
        problems.Require(invitation.Name.Trim().Length is > 0 and <= 160, "name", "Please give the name of the person to write to.");
        problems.Require(MailAddress.TryCreate(invitation.Email.Trim(), out _) && invitation.Email.Trim().Length <= 254, "email", "Please give a mail address such as name@example.org.");
        return problems;
    }
}
