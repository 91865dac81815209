using Prisma.Workflows.Agreements;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Pathways;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Rehearsals.Invention;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>A whole event with unruly people, or two at once with the same people, in which one or another also moves it, asks, refuses, rests or switches the machine off. The team does in the end what it could not do at first.</summary>
sealed class UnrulyPlay(RehearsalRoom room, IReadOnlyList<Play> plays, UnrulyOrder order, UnrulyManners manners, Random random)
{
    const string Browser = "a browser";

    /// <summary>How long after its last day an event is looked at.</summary>
    const int DaysAfter = 330;

    static readonly TimeSpan _patience = TimeSpan.FromDays(15);

    /// <summary>Whose turn it is to look is asked by hand: neither files nor mails that go out by themselves.</summary>
    static readonly string[] _elsewhere = ["Words", "Health", "Copies of content", "Nightly copy", "Outbox", "Calls", "Prune"];

    static readonly Actor _lead = new(null, "Wren Alder");

    /// <summary>What was tried and not taken.</summary>
    public List<string> Log { get; } = [];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The one that is moved, and whose team changes.</summary>
    Event Event => plays[0].Event;

    DateTimeOffset Now => room.Clock.GetUtcNow();

    DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    /// <param name="isChaos">Whether people also do what no form asks of them.</param>
    /// <param name="teamChanges">Whether the team, and the versions of the pathways, change meanwhile.</param>
    public async Task PlayAsync(bool isChaos, bool teamChanges)
    {
        var team = new UnrulyTeam(room, Event.Id, random);
        var versions = new UnrulyVersions(room, random);
        var (days, signals) = (new UnrulyDays(room, plays, manners, random), new UnrulySignals(room, random));
        if (teamChanges)
            await team.InviteAsync();
        while (await LastAsync() is var last && Today < last)
        {
            var until = Now.AddHours(random.Next(10, 90));
            await GoOnAsync(until);
            room.Clock.MoveTo(until);
            foreach (var work in Schedules.All.Where(one => !_elsewhere.Contains(one.Key)).SelectMany(one => one.Value.Works))
                await work(room.Get<IServiceProvider>(), Cancellation);
            await order.AssertStepsAreInOrderAsync();
            await CatchUpAsync();
            await order.AssertMailsAreInTimeAsync();
            if (random.NextDouble() < 0.1 && await signals.ReachAsync() is { } reached)
                Log.Add($"{Now:yyyy-MM-dd HH:mm} {reached}");
            Log.AddRange((await days.SayAsync()).Select(said => $"{Now:yyyy-MM-dd HH:mm} {said}"));
            if (isChaos && random.NextDouble() < 0.35)
                Log.Add($"{Now:yyyy-MM-dd HH:mm} {await ActAsync()}");
            if (teamChanges)
                await ChangeTeamAsync(team, versions, last);
        }

        Log.Add(await versions.SayMovedAsync());
    }

    /// <summary>An event that is moved takes its last day along.</summary>
    async Task<DateOnly> LastAsync() => (await room.ReadAsync(db => db.Events.MaxAsync(one => one.EndsOn, Cancellation))).AddDays(DaysAfter);

    /// <summary>People go and come until the last weeks, in which all that was missing is there.</summary>
    async Task ChangeTeamAsync(UnrulyTeam team, UnrulyVersions versions, DateOnly last)
    {
        if (random.NextDouble() < 0.25)
            Log.Add($"{Now:yyyy-MM-dd HH:mm} {await versions.ChangeAsync()}");
        var draw = random.NextDouble();
        if (Today > last.AddDays(-60) || draw < 0.06)
            await MendAsync(await team.FillAsync());
        else if (draw < 0.16)
            Log.Add($"{Now:yyyy-MM-dd HH:mm} {await team.ChangeAsync()}");
    }

    /// <summary>Whoever has named somebody has what failed without them try again.</summary>
    async Task MendAsync(string what)
    {
        Log.Add($"{Now:yyyy-MM-dd HH:mm} {what}");
        var runs = (await room.ReadAsync(db => db.Instances.Select(one => one.State).ToListAsync(Cancellation))).Select(state => InstanceJson.Read(state));
        foreach (var (run, incident) in runs.SelectMany(run => run.Incidents.Select(one => (run.Id, one.Id))))
            Log.Add($"tried again: {await room.RunAsync<RetryIncident, bool>(retry => retry.ExecuteAsync(run, incident, _lead.Name, Cancellation))}");
    }

    /// <summary>Whoever opens a call when the event has begun is refused by the play itself.</summary>
    async Task GoOnAsync(DateTimeOffset until)
    {
        try
        {
            await Rehearsal.RunAsync(room, plays, until, null, Cancellation);
        }
        catch (InvalidOperationException exception) when (exception.Message.Contains("call", StringComparison.Ordinal))
        {
            Log.Add(exception.Message);
        }
    }

    async Task CatchUpAsync()
    {
        var longAgo = Now - _patience;
        var left = await room.ReadAsync(db => db.Steps.AsNoTracking().Where(step => step.State == StepState.Open && step.OpenedAt < longAgo
            && db.Enrolments.Any(one => one.Id == step.EnrolmentId && (one.PersonId != step.ActorId || one.Pathway == Pathway.Event || one.Pathway == Pathway.Case))).OrderBy(step => step.OpenedAt).ToListAsync(Cancellation));
        foreach (var step in left.Where(step => !UnrulyManners.IsOfTheGo(step) || manners.Silent.Count == 0))
        {
            if (await room.ReadAsync(db => db.Steps.AnyAsync(one => one.Id == step.Id && one.State == StepState.Open, Cancellation)) && await DoAsync(step) is { Result: SubmissionResult.Refused } refused)
                Log.Add($"{Now:yyyy-MM-dd HH:mm} {step.Key} “{step.Title}” could not be done: {refused.Sentence}");
            room.Clock.MoveTo(Now.AddMinutes(3));
        }
    }

    async Task<Submission> DoAsync(Step step)
    {
        var (person, theEvent) = await room.ReadAsync(async db => (await db.People.AsNoTracking().SingleAsync(one => one.Id == step.ActorId, Cancellation), await EventAsync(db)));
        JsonObject words;
        try
        {
            words = new InventedAnswers(room.Get<FormLibrary>()).For(step.FormId, person, theEvent);
        }
        catch (InvalidOperationException exception)
        {
            return Submission.Refused(exception.Message);
        }

        return step.Kind switch
        {
            StepKind.Form => await room.RunAsync<SubmitStep, Submission>(submit => submit.ExecuteAsync(step.Id, person.Id, words, Cancellation)),
            StepKind.Reading => await room.RunAsync<AnswerReview, Submission>(answer => answer.ExecuteAsync(step.Id, person.Id, words, Cancellation)),
            StepKind.Gathering => await room.RunAsync<HoldGathering, Submission>(hold => hold.ExecuteAsync(step.Id, person.Id, true, words, Cancellation)),
            StepKind.Signature => await SignAsync(step, person),
            _ when step.Key.EndsWith(".time", StringComparison.Ordinal) => await room.RunAsync<AnswerMoreTime, Submission>(answer => answer.ExecuteAsync(step.AboutId ?? Guid.Empty, person.Id, true, Cancellation)),
            _ => await FinishAsync(step, blocked: false),
        };
    }

    async Task<Submission> SignAsync(Step step, Person person)
    {
        await room.RunAsync<SendSigningCode, Submission>(send => send.ExecuteAsync(step.Id, person.Id, Browser, Cancellation));
        await room.CallAsync<DeliverOutbox>(deliver => deliver.ExecuteAsync(Cancellation));
        var (hash, facts) = await room.ReadAsync(async db => (
            await db.Agreements.Where(one => one.Id == step.AgreementId).Select(one => one.Hash).SingleAsync(Cancellation),
            await db.Outbox.Where(mail => mail.StepId == step.Id && mail.Template == "E16c").OrderByDescending(mail => mail.CreatedAt).Select(mail => mail.Facts).FirstOrDefaultAsync(Cancellation)));
        return JsonNode.Parse(facts ?? "{}")?["code"]?["value"] is { } code
            ? await room.RunAsync<SignAgreement, Submission>(sign => sign.ExecuteAsync(step.Id, person.Id, new SigningAct(person.Name, true, code.ToString(), hash, Browser), Cancellation))
            : Submission.AlreadyDone;
    }

    Task<Submission> FinishAsync(Step step, bool blocked) => room.RunAsync<FinishTask, Submission>(finish =>
        finish.ExecuteAsync(step.Id, step.ActorId, blocked, "It is good enough for now, and safe enough to try.", Cancellation));

    async Task<string> ActAsync()
    {
        var open = await room.ReadAsync(db => db.Steps.AsNoTracking().Where(step => step.State == StepState.Open).OrderBy(step => step.OpenedAt).ThenBy(step => step.Key).ToListAsync(Cancellation));
        var live = await room.ReadAsync(db => db.Enrolments.AsNoTracking().Where(one => one.LiveKey != null).OrderBy(one => one.CreatedAt).ToListAsync(Cancellation));
        var (step, someone) = (OneOf(open), OneOf(live));
        var signing = open.Find(one => one.Kind == StepKind.Signature);
        return random.Next(100) switch
        {
            < 18 when step is not null => Said($"more time for {step.Key}", await room.RunAsync<AskMoreTime, Submission>(ask => ask.ExecuteAsync(step.Id, step.ActorId, step.Kind, step.MoreTimeGiven, Cancellation))),
            < 30 when signing is not null => Said($"a question about {signing.Key}", await room.RunAsync<AskAboutAgreement, Submission>(ask => ask.ExecuteAsync(signing.Id, signing.ActorId, "What does the second clause mean?", Cancellation))),
            < 40 => await AnswerQuestionAsync(open),
            < 46 when signing is not null => Said($"no to {signing.Key}", await room.RunAsync<DeclineToSign, Submission>(decline => decline.ExecuteAsync(signing.Id, signing.ActorId, Cancellation))),
            < 56 when step is { Kind: StepKind.Task } => Said($"{step.Key} cannot be done", await FinishAsync(step, blocked: true)),
            < 62 when someone is { IsOfEvent: false } => Said($"{someone.Pathway} steps out", await room.RunAsync<Withdraw, Submission>(withdraw => withdraw.ExecuteAsync(someone.Id, someone.PersonId, "", OneOf(["keep", "delete", "anonymise", ""])!, Cancellation))),
            < 70 when someone is not null => Said($"{someone.Pathway} rests", await room.RunAsync<Pause, Submission>(pause => pause.ExecuteAsync(someone.Id, someone.PersonId, DateOnly.FromDateTime(Now.UtcDateTime).AddDays(random.Next(2, 30)), Cancellation))),
            < 78 when someone is not null => Said($"{someone.Pathway} comes back", await room.RunAsync<ComeBack, Submission>(back => back.ExecuteAsync(someone.Id, someone.PersonId, Cancellation))),
            < 84 => await MoveAsync(),
            < 94 => await AnswerMoveAsync(),
            < 97 => SwitchOff(),
            99 when random.Next(6) == 0 => await CancelAsync(),
            _ => "nothing",
        };
    }

    async Task<string> AnswerQuestionAsync(List<Step> open)
    {
        var question = await room.ReadAsync(db => db.AgreementQuestions.AsNoTracking().FirstOrDefaultAsync(one => one.AnsweredAt == null, Cancellation));
        var asked = open.Find(one => one.Kind == StepKind.Task && one.Key.Contains("question", StringComparison.Ordinal));
        return question is null || asked is null ? "no question is open"
            : Said("a question is answered", await room.RunAsync<AnswerQuestion, Submission>(answer => answer.ExecuteAsync(question.Id, asked.ActorId, "It means what it says, and a little less.", Cancellation)));
    }

    async Task<string> MoveAsync()
    {
        var theEvent = await room.ReadAsync(EventAsync);
        var days = random.Next(-10, 45) + (random.Next(2) == 0 ? plays[^1].Event.StartsOn.DayNumber - Event.StartsOn.DayNumber : 0);
        var lead = await PersonAsync(Part.Lead);
        var moved = await room.RunAsync<MoveEvent, Outcome<EventChange>>(move => move.ExecuteAsync(theEvent.Id, theEvent.StartsOn.AddDays(days), theEvent.EndsOn.AddDays(days), "The harvest is late this year.", lead, Cancellation));
        return $"moved by {days} days: {(moved.IsDone ? moved.Value.State.ToString() : string.Join(' ', moved.Problems.Select(one => one.Value)))}";
    }

    async Task<string> AnswerMoveAsync()
    {
        var change = await room.ReadAsync(db => db.EventChanges.AsNoTracking().FirstOrDefaultAsync(one => one.State == ChangeState.Proposed && one.Kind == ChangeKind.Move, Cancellation));
        if (change is null)
            return "no other days are proposed";
        var steward = await PersonAsync(Part.StewardDelegate);
        var agrees = random.Next(4) > 0;
        return $"{(agrees ? "yes" : "no")} to other days: {(await room.RunAsync<MoveEvent, Outcome<EventChange>>(move => move.AnswerAsync(change.Id, agrees, steward, Cancellation))).IsDone}";
    }

    string SwitchOff()
    {
        var days = random.Next(3, 16);
        room.Clock.MoveTo(Now.AddDays(days));
        return $"the machine was off for {days} days";
    }

    async Task<string> CancelAsync()
    {
        var lead = await PersonAsync(Part.Lead);
        return $"cancelled: {(await room.RunAsync<CancelEvent, Outcome<EventChange>>(cancel => cancel.ExecuteAsync(Event.Id, "The river has taken the meadow.", "Everybody is paid back.", Event.Name, lead, Cancellation))).IsDone}";
    }

    Task<Event> EventAsync(PrismaDbContext db) => db.Events.AsNoTracking().SingleAsync(one => one.Id == Event.Id, Cancellation);

    async Task<Actor> PersonAsync(Part part) =>
        new(await room.ReadAsync(db => db.TeamMembers.Where(one => one.EventId == Event.Id && one.Part == part).Select(one => (Guid?)one.PersonId).FirstOrDefaultAsync(Cancellation)), _lead.Name);

    static string Said(string what, Submission done) => $"{what}: {done.Result}";

    T? OneOf<T>(IReadOnlyList<T> all) => all.Count == 0 ? default : all[random.Next(all.Count)];
}
