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
    const string Browser = "a rehearsal";

    /// <summary>A form that is open longer than this is left until after its first reminder.</summary>
    const int PatientDays = 7;

    readonly HashSet<Guid> _planned = [];

    public static Person Applicant(DateTimeOffset at) => new() { FirstName = "Amina", LastName = "Reed", Email = "amina@reed.example", TimeZone = InventedEvent.TimeZone, CreatedAt = at };

    /// <summary>The applicant answers the call two hours after it opened.</summary>
    public PlannedAct Apply() => new(
        InventedEvent.At(EventClock.WindowOf("PAR-1", theEvent)!.OpensOn, 11),
        () => room.RunAsync<Apply, Application>(apply =>
            apply.ExecuteAsync(theEvent.Id, Pathway.Participant, answers.For("F-01", Applicant(room.Clock.GetUtcNow()), theEvent), InventedEvent.TimeZone, cancellation)));

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
