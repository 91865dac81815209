using Prisma.Workflows.Agreements;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Runtime.Watch;

namespace Prisma.Workflows.Tests.Rehearsals;

/// <summary>What holds at every moment of an unruly event, and what holds once the team has done all it could.</summary>
sealed class UnrulyOrder(RehearsalRoom room)
{
    /// <summary>What is said of travel and arriving, and what witnesses read; nobody reads it once the days have begun, or are over.</summary>
    static readonly string[] _beforeTheDays = ["E25", "E33", "E38", "E56", "E57"], _beforeTheEnd = ["E43", "E58"];

    DateTimeOffset _mailsSeenUntil;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Whoever is on the way is asked for something or waits for a day; a way that failed says why to somebody who can mend it.</summary>
    public async Task AssertNobodyIsLeftAsync()
    {
        Assert.Empty(await room.Get<FindStuck>().ExecuteAsync(Cancellation));
        var runs = (await room.ReadAsync(db => db.Instances.Select(one => one.State).ToListAsync(Cancellation))).Select(state => InstanceJson.Read(state)).ToDictionary(run => run.Id);
        var live = await room.ReadAsync(db => db.Enrolments.Include(one => one.Steps).Where(one => one.LiveKey != null).ToListAsync(Cancellation));
        var open = live.SelectMany(one => one.Steps).Where(step => step.IsOpen).Select(step => step.BookmarkId).ToHashSet();
        Assert.Empty(live.SelectMany(one => runs[one.InstanceId].Bookmarks).Where(bookmark => bookmark is { Name: "Prisma.Step", DueAt: null } && !open.Contains(bookmark.Id)).Select(bookmark => $"“{bookmark.ActivityId}” waits for a step that nobody is asked for."));
        Assert.All(live, one => Assert.True(
            one.Steps.Exists(step => step.IsOpen) || runs[one.InstanceId].Bookmarks.Any(bookmark => bookmark.DueAt is not null) || runs[one.InstanceId].Incidents.Count > 0,
            $"{one.Pathway} stands in “{one.StageTitle}”, and nothing will happen."));
        Assert.All(runs.Values.SelectMany(run => run.Incidents).Where(incident => incident.RetriedAt is null), incident => Assert.EndsWith("Name one on the event's page.", incident.Message, StringComparison.Ordinal));
    }

    public async Task AssertAllIsInOrderAsync()
    {
        var stories = await room.ReadAsync(db => db.Audit.OrderBy(entry => entry.Number).ToListAsync(Cancellation));
        Assert.All(stories.GroupBy(entry => entry.Story, StringComparer.Ordinal), story => Assert.Null(AuditTrail.FirstBroken(story)));
        Assert.Empty(await room.ReadAsync(db => db.Outbox.Where(mail => mail.State == OutboxState.Failed).Select(mail => mail.Template + ": " + mail.LastError).ToListAsync(Cancellation)));
        await AssertStepsAreInOrderAsync();
        Assert.Empty(await room.ReadAsync(db => db.Agreements.Where(one => one.State == AgreementState.Active && one.Signatures.Any(signature => signature.SignedAt == null || signature.TextHash != one.Hash)).Select(one => one.Title).ToListAsync(Cancellation)));
        await AssertSeatsAreInOrderAsync();
        await AssertStagesAreEnteredOnceAsync();
    }

    /// <summary>After the event was said to go, or to have taken place, or was cancelled, everybody comes to an end; nobody is left behind by its days. What its own team brings to a decision again and again takes as long as it takes.</summary>
    public async Task AssertAllHaveEndedAsync()
    {
        var live = await room.ReadAsync(db => db.Enrolments.Include(one => one.Person).Include(one => one.Steps).Where(one => one.LiveKey != null && one.Pathway != Pathway.Event && one.Pathway != Pathway.Case).ToListAsync(Cancellation));
        var left = live.Select(one => $"{one.Pathway} of {one.Person.Name} stands in “{one.StageTitle}”: {string.Join(", ", one.Steps.Where(step => step.IsOpen).Select(step => step.Key))}");
        Assert.True(live.Count == 0, string.Join('\n', left));
    }

    /// <summary>Asked before each change of an event's days, of what was owed since the last time.</summary>
    public async Task AssertMailsAreInTimeAsync()
    {
        var since = _mailsSeenUntil;
        _mailsSeenUntil = room.Clock.GetUtcNow();
        var mails = await room.ReadAsync(db => (
            from mail in db.Outbox
            join enrolment in db.Enrolments on mail.EnrolmentId equals enrolment.Id
            where mail.CreatedAt > since && (_beforeTheDays.Contains(mail.Template) || _beforeTheEnd.Contains(mail.Template))
            select new { mail.Template, mail.CreatedAt, enrolment.Event.StartsOn, enrolment.Event.EndsOn, enrolment.Event.TimeZone }).ToListAsync(Cancellation));
        Assert.DoesNotContain(mails, mail => Zones.DayOf(mail.CreatedAt, mail.TimeZone) > (_beforeTheEnd.Contains(mail.Template) ? mail.EndsOn : mail.StartsOn.AddDays(-1)));
    }

    /// <summary>Cheap enough to be asked again and again.</summary>
    public async Task AssertStepsAreInOrderAsync()
    {
        Assert.Empty(await room.ReadAsync(db => db.Steps.Where(step => step.State == StepState.Open && db.Enrolments.Any(one => one.Id == step.EnrolmentId && one.LiveKey == null)).Select(step => step.Key).ToListAsync(Cancellation)));
        Assert.Empty(await room.ReadAsync(db => db.Steps.Where(step => step.State == StepState.Open && step.BookmarkId != "" && !db.Bookmarks.Any(one => one.Id == step.BookmarkId)
            && !db.Enrolments.Any(one => one.Id == step.EnrolmentId && db.Instances.Any(run => run.Id == one.InstanceId && run.SubStatus == nameof(InstanceSubStatus.Faulted)))).Select(step => step.Key).ToListAsync(Cancellation)));
        await AssertNobodyWhoLeftIsAskedAsync();
        await AssertWhoeverEndedIsLeftInPeaceAsync();
        await AssertNobodyIsAskedWhatHasComeAsync();
    }

    /// <summary>No mail went out that asks for a step that was closed, and nothing waits in a run whose passage has ended.</summary>
    async Task AssertWhoeverEndedIsLeftInPeaceAsync()
    {
        Assert.Empty(await room.ReadAsync(db => db.Outbox.Where(mail => mail.State == OutboxState.Sent && mail.DiesWithStep && db.Steps.Any(step => step.Id == mail.StepId && step.ClosedAt < mail.SentAt)).Select(mail => mail.Template + " " + mail.Key).ToListAsync(Cancellation)));
        Assert.Empty(await room.ReadAsync(db => (
            from bookmark in db.Bookmarks
            join run in db.Instances on bookmark.InstanceId equals run.Id
            join enrolment in db.Enrolments on run.ParentInstanceId ?? run.Id equals enrolment.InstanceId
            where enrolment.LiveKey == null
            select enrolment.Pathway + " " + enrolment.State + " waits at " + bookmark.ActivityId).ToListAsync(Cancellation)));
    }

    /// <summary>A task that falls away with what the event reaches is closed once it has; while the event rests nothing is heard.</summary>
    async Task AssertNobodyIsAskedWhatHasComeAsync()
    {
        var keys = UnrulySignals.Ending.Keys.ToList();
        var open = await room.ReadAsync(db => (
            from step in db.Steps
            join enrolment in db.Enrolments on step.EnrolmentId equals enrolment.Id
            where step.State == StepState.Open && keys.Contains(step.Key) && enrolment.Event.PausedAt == null
            select new { step.Key, Reached = enrolment.Event.Signals.Select(signal => signal.Name).ToList() }).ToListAsync(Cancellation));
        Assert.DoesNotContain(open, one => UnrulySignals.Ending[one.Key].All(one.Reached.Contains));
    }

    /// <summary>Once, and once more each time the event's own run goes back to the gate for other days.</summary>
    async Task AssertStagesAreEnteredOnceAsync()
    {
        var stories = await room.ReadAsync(db => db.Audit.Where(entry => entry.Sentence.Contains("entered the stage “") || entry.Sentence.StartsWith("On the new days the four are asked again")).Select(entry => new { entry.Story, entry.Sentence }).ToListAsync(Cancellation));
        Assert.DoesNotContain(stories.GroupBy(entry => entry.Story, StringComparer.Ordinal), story =>
            story.Where(entry => entry.Sentence.Contains("entered the stage", StringComparison.Ordinal)).CountBy(entry => entry.Sentence).Any(stage => stage.Value > 1 + story.Count(entry => entry.Sentence.StartsWith("On", StringComparison.Ordinal))));
    }

    /// <summary>Where at least two are left who could be asked instead: nobody is asked to answer themselves. What whoever went with their organisation was asked for is handed over with its next reminder, and nothing while the event rests.</summary>
    async Task AssertNobodyWhoLeftIsAskedAsync()
    {
        var asked = Event.Asked.ToList();
        Assert.Empty(await room.ReadAsync(db => (
            from step in db.Steps
            join enrolment in db.Enrolments on step.EnrolmentId equals enrolment.Id
            where step.State == StepState.Open && enrolment.Event.PausedAt == null && (step.NextRungAt == null || db.RoleGrants.Any(one => one.PersonId == step.ActorId)) && enrolment.PersonId != step.ActorId && !enrolment.Contacts.Any(one => one.PersonId == step.ActorId)
                && !db.TeamMembers.Any(one => one.EventId == enrolment.EventId && one.PersonId == step.ActorId)
                && db.TeamMembers.Where(one => one.EventId == enrolment.EventId && asked.Contains(one.Part)).Select(one => one.PersonId).Distinct().Count() > 1
            select enrolment.Pathway + " " + step.Key + " as " + step.ActorPart).ToListAsync(Cancellation)));
        Assert.Empty(await room.ReadAsync(db => (
            from mail in db.Outbox
            join enrolment in db.Enrolments on mail.EnrolmentId equals enrolment.Id
            where mail.State == OutboxState.Pending && db.RoleGrants.Any(one => one.PersonId == mail.PersonId) && mail.Template != "E18" && enrolment.PersonId != mail.PersonId && !enrolment.Contacts.Any(one => one.PersonId == mail.PersonId)
                && !db.TeamMembers.Any(one => one.EventId == enrolment.EventId && one.PersonId == mail.PersonId)
            select enrolment.Pathway + " " + mail.Template + " " + mail.Key).ToListAsync(Cancellation)));
    }

    async Task AssertSeatsAreInOrderAsync()
    {
        Assert.Equal(
            await room.ReadAsync(db => db.Seats.CountAsync(seat => seat.State == SeatState.Reserved || seat.State == SeatState.Confirmed, Cancellation)),
            await room.ReadAsync(db => db.SeatPools.SumAsync(pool => pool.Taken, Cancellation)));
        Assert.Empty(await room.ReadAsync(db => db.SeatPools.Where(pool => pool.Taken > pool.Capacity).Select(pool => pool.Name).ToListAsync(Cancellation)));
    }
}
