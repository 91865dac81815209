using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Pathways;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>Stakeholders and the event's team: they do each step they are asked for through the product's own use cases, when and how their manners say.</summary>
sealed class InventedPeople(RehearsalRoom room, InventedEvent invention, Event theEvent, InventedAnswers answers, Manners manners, CancellationToken cancellation)
{
    const string Browser = "a rehearsal";

    /// <summary>The task in which the hub's facilitator opens the call.</summary>
    public const string OpensTheCall = "HUB-4.2o";

    /// <summary>The step at which the hub puts the story on its pages, as soon as it may.</summary>
    public const string PublishesTheStory = "CAS-4.2";

    const string NewSteps = """WHERE rowid > @value""";
    const string TheirPassages = $"""WHERE "Id" IN (SELECT "EnrolmentId" FROM "Steps" {NewSteps})""";
    const string ThoseAsked = $"""WHERE "Id" IN (SELECT "ActorId" FROM "Steps" {NewSteps} UNION SELECT "PersonId" FROM "Enrolments" {TheirPassages})""";

    const string HashAndCode = """
        SELECT "Agreements"."Hash", "Outbox"."Facts" FROM "Steps" JOIN "Agreements" ON "Agreements"."Id" = "Steps"."AgreementId" JOIN "Outbox" ON "Outbox"."StepId" = "Steps"."Id"
        WHERE "Steps"."Id" = @value AND "Outbox"."Template" = 'E16c' ORDER BY "Outbox"."CreatedAt" DESC LIMIT 1
        """;

    readonly HashSet<Guid> _planned = [];
    readonly List<string> _refusals = [];
    long _newestStep;

    /// <summary>What somebody tried and the product did not take, in its words.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>Until when the call is open, once one of these people has opened it.</summary>
    public DateOnly? CallClosesOn { get; private set; }

    public Task WriteAsync(string pathway, string kind, Party who) => room.RunAsync<Apply, Application>(apply =>
    {
        var at = room.Clock.GetUtcNow();
        var person = new Person { FirstName = who.First, LastName = who.Last, Email = $"{who.First}@{who.Last}.example".ToLowerInvariant(), TimeZone = InventedEvent.TimeZone, CreatedAt = at };
        return apply.ExecuteAsync(theEvent.Id, pathway, answers.For("F-01", person, theEvent, kind, new Wishes { ["organisation"] = who.Organisation }), InventedEvent.TimeZone, cancellation);
    });

    public Task CallAsync() => room.RunAsync<CallEvent, Outcome<Enrolment>>(call => call.ExecuteAsync(theEvent.Id, InventedEvent.Lead, cancellation));

    /// <summary>What would begin by itself when the event's own passage is played is begun, alone, by whoever owns it.</summary>
    public Task BeginAsync(string pathway, Part owner) => room.RunAsync<BeginPassage, Outcome<Enrolment>>(begin => begin.ExecuteAsync(theEvent.Id, pathway, owner, cancellation));

    /// <summary>The steps that have opened since the last time.</summary>
    public async Task<IReadOnlyList<AskedStep>> AskedAsync()
    {
        var known = _newestStep;
        _newestStep = room.Feel().NewestStep;
        if (_newestStep == known)
            return [];
        var open = await room.ReadRowsAsync(rows => AskedSinceAsync(rows, known));
        return [.. open.Where(one => _planned.Add(one.Step.Id))];
    }

    /// <summary>What comes of them.</summary>
    public IEnumerable<PlannedAct> Plan(IEnumerable<AskedStep> asked) =>
        asked.SelectMany(one => manners.Plan(one, theEvent).Select(act => new PlannedAct(act.At, () => DoAsync(one, act))));

    async Task<List<AskedStep>> AskedSinceAsync(DirectRows rows, long known)
    {
        var people = (await rows.LookAtAsync<Person>(ThoseAsked, known, cancellation)).ToDictionary(person => person.Id);
        var passages = (await rows.LookAtAsync<Enrolment>(TheirPassages, known, cancellation)).Where(one => one.EventId == theEvent.Id).ToDictionary(one => one.Id);
        var steps = await rows.LookAtAsync<Step>(NewSteps, known, cancellation);
        return
        [
            .. from step in steps
               where step.IsOpen && passages.ContainsKey(step.EnrolmentId)
               let passage = passages[step.EnrolmentId]
               orderby step.OpenedAt, step.Key, people[step.ActorId].Email, step.Round
               select new AskedStep(step, people[step.ActorId], people[passage.PersonId].Email, passage.Pathway),
        ];
    }

    async Task DoAsync(AskedStep asked, Intention intention)
    {
        var (step, person) = (asked.Step, asked.Person);
        var done = intention.Act switch
        {
            Act.Withdraw => await room.RunAsync<Withdraw, Submission>(withdraw => withdraw.ExecuteAsync(step.EnrolmentId, person.Id, "", "keep", cancellation)),
            Act.Rest => await room.RunAsync<Pause, Submission>(pause => pause.ExecuteAsync(step.EnrolmentId, person.Id, intention.Until, cancellation)),
            Act.ComeBack => await room.RunAsync<ComeBack, Submission>(back => back.ExecuteAsync(step.EnrolmentId, person.Id, cancellation)),
            Act.Miss => await room.RunAsync<HoldGathering, Submission>(hold => hold.ExecuteAsync(step.Id, person.Id, false, [], cancellation)),
            _ => await AnswerAsync(step, person, answers.For(step.FormId, person, await AsShownAsync(step), wishes: intention.Wishes)),
        };
        if (done.Result == SubmissionResult.Refused)
            _refusals.Add($"{person.Name} could not do “{step.Title}”: {done.Sentence}");
    }

    /// <summary>A form that shows what the event says of itself shows it as it is by then, with the call opened in the meantime.</summary>
    Task<Event> AsShownAsync(Step step) => EventAnswers.AreAskedBy(step.FormId)
        ? room.ReadAsync(db => db.Events.AsNoTracking().SingleAsync(one => one.Id == theEvent.Id, cancellation))
        : Task.FromResult(theEvent);

    async Task<Submission> AnswerAsync(Step step, Person person, JsonObject words)
    {
        if (step.Key == OpensTheCall)
            CallClosesOn = (await invention.OpenCallAsync(theEvent)).CallClosesOn;
        return step.Kind switch
        {
            StepKind.Form => await room.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(step.Id, person.Id, words, cancellation)),
            StepKind.Reading => await room.RunAsync<AnswerReview, Submission>(answer => answer.ExecuteAsync(step.Id, person.Id, words, cancellation)),
            StepKind.Gathering => await room.RunAsync<HoldGathering, Submission>(hold => hold.ExecuteAsync(step.Id, person.Id, true, words, cancellation)),
            StepKind.Signature => await SignAsync(step, person),
            _ => await room.RunAsync<FinishTask, Submission>(finish => finish.ExecuteAsync(step.Id, person.Id, false, "It is good enough for now, and safe enough to try.", cancellation)),
        };
    }

    /// <summary>Asks for the code, reads it in the mail and signs.</summary>
    async Task<Submission> SignAsync(Step step, Person person)
    {
        await room.RunAsync<SendSigningCode, Submission>(send => send.ExecuteAsync(step.Id, person.Id, Browser, cancellation));
        await room.CallAsync<DeliverOutbox>(deliver => deliver.ExecuteAsync(cancellation));
        var read = await room.ReadRowsAsync(rows => rows.ReadAsync(HashAndCode, step.Id, reader => (Hash: reader.GetString(0), Facts: reader.GetString(1)), cancellation));
        if (read is not [var (hash, facts)])
            return Submission.AlreadyDone;
        var code = JsonNode.Parse(facts)!["code"]!["value"]!.ToString();
        room.Clock.MoveTo(room.Clock.GetUtcNow().AddMinutes(5));
        return await room.RunAsync<SignAgreement, Submission>(sign => sign.ExecuteAsync(step.Id, person.Id, new SigningAct(person.Name, true, code, hash, Browser), cancellation));
    }
}
