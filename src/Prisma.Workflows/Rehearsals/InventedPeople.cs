using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Rehearsals;

/// <summary>An invented applicant and the event's team: they do each step they are asked for through the product's own use cases, after a pause.</summary>
sealed class InventedPeople(RehearsalRoom room, InventedAnswers answers, Event theEvent, CancellationToken cancellation)
{
    static readonly (string First, string Last) _amina = ("Amina", "Reed"), _hub = ("Maren", "Brook"), _network = ("Noor", "Aske"), _partner = ("Ulla", "Sand");

    const string Browser = "a rehearsal";

    /// <summary>A form that is open longer than this is left until after its first reminder.</summary>
    const int PatientDays = 7;

    readonly HashSet<Guid> _planned = [];

    /// <summary>Somebody begins the pathway: by answering the call two hours after it opened, by writing as the first stage opens, or by calling the event.</summary>
    public PlannedAct Begin(string pathway) => pathway switch
    {
        Pathway.Event => new(InventedEvent.At(Opening("EV-1"), 9, 30), () => room.RunAsync<CallEvent, Outcome<Enrolment>>(call => call.ExecuteAsync(theEvent.Id, new Actor(null, "Wren Alder"), cancellation))),
        Pathway.Case => new(InventedEvent.At(theEvent.EndsOn.AddDays(2), 9), TellTheStoryAsync),
        Pathway.Hub => Write(pathway, "hub", "HUB-1", _hub),
        Pathway.Network => Write(pathway, "network", "NET-1", _network),
        Pathway.Partner => Write(pathway, "partner", "PTN-1", _partner),
        _ => Write(pathway, "participant", "PAR-1", _amina),
    };

    DateOnly Opening(string stage) => EventClock.WindowOf(stage, theEvent)!.OpensOn;

    PlannedAct Write(string pathway, string kind, string stage, (string First, string Last) who) => new(
        InventedEvent.At(Opening(stage), 11),
        () => room.RunAsync<Apply, Application>(apply =>
            apply.ExecuteAsync(theEvent.Id, pathway, answers.For("F-01", Named(who, room.Clock.GetUtcNow()), theEvent, kind), InventedEvent.TimeZone, cancellation)));

    static Person Named((string First, string Last) who, DateTimeOffset at) =>
        new() { FirstName = who.First, LastName = who.Last, Email = $"{who.First.ToLowerInvariant()}@{who.Last.ToLowerInvariant()}.example", TimeZone = InventedEvent.TimeZone, CreatedAt = at };

    /// <summary>The case study begins by itself when the event's own passage is played; alone, its scribe begins it.</summary>
    Task<Outcome<Enrolment>> TellTheStoryAsync() => room.RunAsync<BeginPassage, Outcome<Enrolment>>(begin => begin.ExecuteAsync(theEvent.Id, Pathway.Case, Part.Evaluating, cancellation));

    /// <summary>Acts for the steps that have opened since the last time.</summary>
    public async Task<IReadOnlyList<PlannedAct>> PlanAsync()
    {
        var open = await room.ReadAsync(db => (from step in db.Steps
                                               join person in db.People on step.ActorId equals person.Id
                                               where step.State == StepState.Open
                                               orderby step.OpenedAt, step.Key, person.Email
                                               select new { Step = step, Person = person }).ToListAsync(cancellation));
        return [.. open.Where(one => _planned.Add(one.Step.Id)).Select(one => new PlannedAct(WhenFor(one.Step), () => DoAsync(one.Step, one.Person)))];
    }

    static DateTimeOffset WhenFor(Step step) => step.Kind switch
    {
        StepKind.Form when step.NextRungAt is { } reminder && (step.DueAt - step.OpenedAt).TotalDays >= PatientDays => On(reminder, 1, 18, 30),
        StepKind.Form => On(step.OpenedAt, 2, 18, 30),
        StepKind.Reading => On(step.OpenedAt, 2, 10, 30),
        StepKind.Gathering => On(step.OpenedAt, 3, 16, 0),
        StepKind.Signature => On(step.OpenedAt, 1, 18, 0),
        _ => On(step.OpenedAt, 1, 11, 0),
    };

    static DateTimeOffset On(DateTimeOffset from, int days, int hour, int minute) =>
        InventedEvent.At(Zones.DayOf(from, InventedEvent.TimeZone).AddDays(days), hour, minute);

    Task DoAsync(Step step, Person person) => step.Kind switch
    {
        StepKind.Form => room.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(step.Id, person.Id, AnswersTo(step, person), cancellation)),
        StepKind.Reading => room.RunAsync<AnswerReview, Submission>(answer => answer.ExecuteAsync(step.Id, person.Id, AnswersTo(step, person), cancellation)),
        StepKind.Gathering => room.RunAsync<HoldGathering, Submission>(hold => hold.ExecuteAsync(step.Id, person.Id, true, AnswersTo(step, person), cancellation)),
        StepKind.Signature => SignAsync(step, person),
        _ => room.RunAsync<FinishTask, Submission>(finish => finish.ExecuteAsync(step.Id, person.Id, false, "", cancellation)),
    };

    JsonObject AnswersTo(Step step, Person person) => answers.For(step.FormId, person, theEvent);

    /// <summary>Asks for the code, reads it in the mail and signs.</summary>
    async Task SignAsync(Step step, Person person)
    {
        await room.RunAsync<SendSigningCode, Submission>(send => send.ExecuteAsync(step.Id, person.Id, Browser, cancellation));
        await room.CallAsync<DeliverOutbox>(deliver => deliver.ExecuteAsync(cancellation));
        var (hash, facts) = await room.ReadAsync(async db => (
            await db.Agreements.Where(one => one.Id == step.AgreementId).Select(one => one.Hash).FirstOrDefaultAsync(cancellation),
            await db.Outbox.Where(mail => mail.StepId == step.Id && mail.Template == "E16c").OrderByDescending(mail => mail.CreatedAt).Select(mail => mail.Facts).FirstOrDefaultAsync(cancellation)));
        if (hash is null || facts is null)
        {
            return;
        }

        var code = JsonNode.Parse(facts)!["code"]!["value"]!.ToString();
        room.Clock.MoveTo(room.Clock.GetUtcNow().AddMinutes(5));
        await room.RunAsync<SignAgreement, Submission>(sign => sign.ExecuteAsync(step.Id, person.Id, new SigningAct(person.Name, true, code, hash, Browser), cancellation));
    }
}
