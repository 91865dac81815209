using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>A stranger answers the call: form F-01 makes the person, the enrolment and its workflow instance in one commit.</summary>
public sealed class Apply(PrismaDbContext db, WorkflowRuntime runtime, PassageCompanion passages, SubmitStep submit, AuditTrail audit, TimeProvider time)
{
    public const string Pathway = "pathway-participant";

    /// <param name="eventId">An event whose call is open.</param>
    /// <param name="interest">The answers of F-01, already checked.</param>
    /// <param name="timeZone">The applicant's IANA zone where the browser told it; otherwise the event's.</param>
    /// <param name="cancellation">Stops before the commit.</param>
    public async Task<Application> ExecuteAsync(Guid eventId, JsonObject interest, string? timeZone, CancellationToken cancellation)
    {
        var theEvent = await db.Events.Include(one => one.Signals).Include(one => one.Team).ThenInclude(member => member.Person).AsSplitQuery()
            .SingleAsync(one => one.Id == eventId, cancellation);
        if (EventClock.CallAt(theEvent, time.GetUtcNow()) != CallState.Open)
        {
            return Application.CallIsClosed;
        }

        var person = await PersonAsync(interest, theEvent, timeZone, cancellation);
        var live = Enrolment.LiveKeyOf(eventId, person.Id, Pathway);
        if (await db.Enrolments.Where(one => one.LiveKey == live).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(cancellation) is { } existing)
        {
            await SendFreshLinkAsync(existing, cancellation);
            return Application.AlreadyThere;
        }

        var enrolment = new Enrolment
        {
            EventId = eventId,
            Event = theEvent,
            PersonId = person.Id,
            Person = person,
            Pathway = Pathway,
            InstanceId = Guid.CreateVersion7().ToString("N"),
            CreatedAt = time.GetUtcNow(),
            LiveKey = live,
        };
        db.Enrolments.Add(enrolment);
        audit.Tell(enrolment.Story, person.Name, $"{person.Name} answered the call of {theEvent.Name}.");
        await runtime.StartAsync(Pathway, enrolment.InstanceId, null, enrolment.Id.ToString("N"), cancellation);
        if (enrolment.Steps.FirstOrDefault(step => step.FormId == "F-01" && step.IsOpen) is { } first)
        {
            await submit.SubmitAsync((await passages.OfInstanceAsync(enrolment.InstanceId, cancellation))!, first, interest, cancellation);
        }

        return new Application(ApplicationResult.Begun, enrolment.Id, LinkToNext(enrolment, person));
    }

    async Task<Person> PersonAsync(JsonObject interest, Event theEvent, string? timeZone, CancellationToken cancellation)
    {
        var email = Person.Normalise(interest["email"]!.ToString());
        if (await db.People.FirstOrDefaultAsync(one => one.Email == email, cancellation) is { } known)
        {
            return known;
        }

        var person = new Person
        {
            FirstName = interest["first_name"]!.ToString(),
            LastName = interest["last_name"]?.ToString() ?? "",
            Called = interest["called"]?.ToString() ?? "",
            Email = email,
            Language = interest["language"]?.ToString() ?? "en",
            TimeZone = timeZone is not null && Zones.IsKnown(timeZone) ? timeZone : theEvent.TimeZone,
            CreatedAt = time.GetUtcNow(),
            WantsNews = interest["keep_informed"]?.ToString() == "true",
        };
        db.People.Add(person);
        return person;
    }

    /// <summary>The applicant goes on in the same browser by a link like those in mails.</summary>
    string? LinkToNext(Enrolment enrolment, Person person)
    {
        if (enrolment.Steps.FirstOrDefault(step => step.IsOpen && step.ActorId == person.Id) is not { } next)
        {
            return null;
        }

        var token = LinkToken.Create();
        db.AccessLinks.Add(new AccessLink
        {
            TokenHash = LinkToken.HashOf(token),
            PersonId = person.Id,
            Purpose = LinkPurpose.Step,
            StepId = next.Id,
            CreatedAt = time.GetUtcNow(),
        });
        return token;
    }

    async Task SendFreshLinkAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        if (await passages.OfEnrolmentAsync(enrolmentId, cancellation) is { } passage)
        {
            FreshLink.Owe(passage, passage.Person);
        }
    }
}
