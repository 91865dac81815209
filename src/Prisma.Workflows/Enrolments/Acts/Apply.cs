using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>A stranger answers the call: form F-01 makes the person, the enrolment and its workflow instance in one commit.</summary>
public sealed class Apply(PrismaDbContext db, WorkflowRuntime runtime, PassageCompanion passages, SubmitStep submit, Enrol enrol, TimeProvider time)
{
    /// <param name="eventId">An event whose call is open; hubs, networks and partners may write at any time.</param>
    /// <param name="pathway">Which of the four pathways.</param>
    /// <param name="interest">The answers of F-01, already checked.</param>
    /// <param name="timeZone">The applicant's IANA zone where the browser told it; otherwise the event's.</param>
    public async Task<Application> ExecuteAsync(Guid eventId, string pathway, JsonObject interest, string? timeZone, CancellationToken cancellation)
    {
        var theEvent = await Event.WithTeamAsync(db, eventId, cancellation);
        if (!Takes(pathway, theEvent))
            return Application.CallIsClosed;
        if (!await enrol.IsOpenAsync(pathway, cancellation))
            return Application.PathwayIsClosed;
        var person = await PersonAsync(interest, theEvent, timeZone, cancellation);
        if (await enrol.FindAsync(eventId, person.Id, pathway, cancellation) is { } existing)
        {
            await SendFreshLinkAsync(existing, cancellation);
            return Application.AlreadyThere;
        }

        var passage = new NewPassage(theEvent, person, pathway) { Organisation = OrganisationOf(pathway, interest, person), Sentence = $"{{0}} answered the call of {theEvent.Name}." };
        var enrolment = await enrol.AddAsync(passage, runtime, cancellation);
        if (enrolment.Steps.FirstOrDefault(step => step.FormId == "F-01" && step.IsOpen) is { } first)
            await submit.SubmitAsync((await passages.OfInstanceAsync(enrolment.InstanceId, cancellation))!, first, interest, cancellation);
        if (passage.Organisation is { } organisation && !await enrol.IsOnItsWayAsync(eventId, cancellation))
            (await passages.OfInstanceAsync(enrolment.InstanceId, cancellation))!.LetLeadKnow($"{organisation.Name} is on the way to {theEvent.Name}, which nobody has called yet; call it on its page, so that they have somewhere to go");
        return new Application(ApplicationResult.Begun, enrolment.Id, LinkToNext(enrolment, person));
    }

    /// <summary>Participants have a call that opens and closes; organisations are heard until the event has ended.</summary>
    bool Takes(string pathway, Event theEvent) => pathway == Pathway.Participant
        ? EventClock.CallAt(theEvent, time.GetUtcNow()) == CallState.Open
        : Pathway.KindOf(pathway) is not null && EventClock.IsStillOn(theEvent, time.GetUtcNow());

    /// <summary>A steward may have made the names a choice: then an organisation is called like who wrote, and a person like their mail address.</summary>
    Organisation? OrganisationOf(string pathway, JsonObject interest, Person person)
    {
        if (Pathway.KindOf(pathway) is not { } kind)
            return null;
        var organisation = new Organisation { Name = interest["organisation"]?.ToString().Trim() is { Length: > 0 } name ? name : person.Name, Kind = kind, CreatedAt = time.GetUtcNow() };
        db.Organisations.Add(organisation);
        return organisation;
    }

    async Task<Person> PersonAsync(JsonObject interest, Event theEvent, string? timeZone, CancellationToken cancellation)
    {
        var email = Person.Normalise(interest["email"]!.ToString());
        if (await db.People.FirstOrDefaultAsync(one => one.Email == email, cancellation) is { } known)
            return known;
        var person = new Person
        {
            FirstName = interest["first_name"]?.ToString() ?? email.Split('@')[0],
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
            return null;
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
            FreshLink.Owe(passage, passage.Person);
    }
}
