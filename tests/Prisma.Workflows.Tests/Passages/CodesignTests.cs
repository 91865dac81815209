using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Pathways.Changes.Unsaid;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Rehearsals.Invention;
using Setting = Prisma.Workflows.Rehearsals.Invention.Setting;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>An event's own passage, where it does not go as drawn: the days move, or nobody writes them down.</summary>
public sealed class CodesignTests
{
    static readonly DateOnly _called = new(2027, 3, 10);

    [Fact]
    public async Task Moved_after_the_four_said_go_they_are_asked_again_on_the_new_days_and_all_comes_to_its_end()
    {
        await using var room = await RehearsalRoom.OpenAsync(Repository.Root, InventedEvent.At(_called, 9), Cancellation);
        var play = await BeginAsync(room);
        await Rehearsal.RunAsync(room, [play], InventedEvent.At(new DateOnly(2027, 8, 12), 12), null, Cancellation);
        Assert.Equal(["Consented"], await SaidAsync(room, "G4"));

        await MoveAndAgreeAsync(room, play.Event.Id, new DateOnly(2027, 10, 16));
        Assert.False(await room.ReadAsync(db => db.EventSignals.AnyAsync(signal => signal.Name == "event.go")));
        Assert.False(await room.ReadAsync(db => db.Steps.AnyAsync(step => step.Key.StartsWith("EV-4") && step.State == StepState.Open)));
        Assert.True(await room.ReadAsync(db => db.Bookmarks.AnyAsync(bookmark => bookmark.ActivityId == "EV-2.1w")), "Whoever joins the team now is asked for no agreement on their role.");
        await Rehearsal.RunAsync(room, [play], null, null, Cancellation);

        Assert.Equal(["Consented", "Consented"], await SaidAsync(room, "G4"));
        var read = await room.ReadAsync(db => db.Reviews.Where(review => review.GateId == "G4").OrderBy(review => review.OpenedAt).Select(review => review.OpenedAt).ToListAsync(Cancellation));
        Assert.Equal((new DateOnly(2027, 8, 6), new DateOnly(2027, 9, 15)), (DayOf(read[0]), DayOf(read[1])));
        Assert.Equal(EnrolmentState.Completed, await room.ReadAsync(db => db.Enrolments.Where(one => one.Pathway == Pathway.Event).Select(one => one.State).SingleAsync(Cancellation)));
    }

    [Fact]
    public async Task The_lead_can_neither_rest_nor_end_the_events_own_passage_and_no_mail_offers_it()
    {
        await using var room = await RehearsalRoom.OpenAsync(Repository.Root, InventedEvent.At(_called, 9), Cancellation);
        var play = await BeginAsync(room);
        await Rehearsal.RunAsync(room, [play], InventedEvent.At(_called.AddDays(30), 9), null, Cancellation);
        var own = await room.ReadAsync(db => db.Enrolments.SingleAsync(one => one.Pathway == Pathway.Event, Cancellation));

        Assert.Equal(SubmissionResult.AlreadyDone, (await room.RunAsync<Withdraw, Submission>(leave => leave.ExecuteAsync(own.Id, own.PersonId, "", "delete", Cancellation))).Result);
        Assert.Equal(SubmissionResult.AlreadyDone, (await room.RunAsync<Pause, Submission>(pause => pause.ExecuteAsync(own.Id, own.PersonId, _called.AddDays(40), Cancellation))).Result);

        Assert.Equal(EnrolmentState.Active, await room.ReadAsync(db => db.Enrolments.Where(one => one.Id == own.Id).Select(one => one.State).SingleAsync(Cancellation)));
        Assert.DoesNotContain(await room.ReadAsync(db => db.AccessLinks.Where(link => link.EnrolmentId == own.Id).Select(link => link.Purpose).ToListAsync(Cancellation)), purpose => purpose == LinkPurpose.Enrolment);
        var mails = await room.ReadAsync(db => db.Outbox.Where(mail => mail.EnrolmentId == own.Id && mail.PersonId == own.PersonId).ToListAsync(Cancellation));
        Assert.Contains(mails, mail => mail.StepId is not null);
        Assert.All(mails.Where(mail => mail.StepId is null), mail => Assert.Matches($"/enrolments/{own.Id}|/events/[^/]+/gatherings/", mail.Facts));
    }

    [Fact]
    public async Task Moved_after_the_design_was_consented_to_its_record_says_the_new_day_on_which_it_is_looked_at_again()
    {
        await using var room = await RehearsalRoom.OpenAsync(Repository.Root, InventedEvent.At(_called, 9), Cancellation);
        var play = await BeginAsync(room);
        await Rehearsal.RunAsync(room, [play], InventedEvent.At(new DateOnly(2027, 8, 12), 12), null, Cancellation);
        Assert.EndsWith(" It is looked at again on Wednesday 13 October 2027.", await RecordAsync(), StringComparison.Ordinal);

        await MoveAndAgreeAsync(room, play.Event.Id, new DateOnly(2027, 10, 16));
        Assert.EndsWith(" It is looked at again on Monday 22 November 2027.", await RecordAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("October", await RecordAsync(), StringComparison.Ordinal);
        Assert.Equal(3, await room.ReadAsync(db => db.Audit.CountAsync(entry => entry.Sentence.EndsWith("” is looked at again on Monday 22 November 2027."), Cancellation)));

        Task<string> RecordAsync() => room.ReadAsync(db => db.Reviews.Where(review => review.GateId == "G2" && review.Outcome == "Consented").Select(review => review.Sentence).SingleAsync(Cancellation));
    }

    static Task<List<string>> SaidAsync(RehearsalRoom room, string gate) =>
        room.ReadAsync(db => db.Reviews.Where(review => review.GateId == gate && review.DecidedAt != null).OrderBy(review => review.OpenedAt).Select(review => review.Outcome).ToListAsync(Cancellation));

    /// <summary>The lead proposes, the stewards' delegate agrees, and everybody is reached.</summary>
    static async Task MoveAndAgreeAsync(RehearsalRoom room, Guid eventId, DateOnly first)
    {
        var team = await room.ReadAsync(db => db.TeamMembers.Include(member => member.Person).Where(member => member.EventId == eventId).ToListAsync(Cancellation));
        Actor Of(Part part) => Actor.Of(team.Find(member => member.Part == part)!.Person);
        var change = (await room.RunAsync<MoveEvent, Outcome<EventChange>>(move => move.ExecuteAsync(eventId, first, first.AddDays(9), "The harvest is late this year.", Of(Part.Lead), Cancellation))).Value!;
        Assert.True((await room.RunAsync<MoveEvent, Outcome<EventChange>>(move => move.AnswerAsync(change.Id, agrees: true, Of(Part.StewardDelegate), Cancellation))).IsDone);
        await room.CallAsync<ApplyChanges>(apply => apply.ExecuteAsync(Cancellation));
    }

    [Fact]
    public async Task The_days_are_over_when_the_calendar_says_so_and_what_was_not_written_down_is_still_asked_for()
    {
        await using var room = await RehearsalRoom.OpenAsync(Repository.Root, InventedEvent.At(_called, 9), Cancellation);
        var play = await BeginAsync(room);
        await Rehearsal.RunAsync(room, [play], InventedEvent.At(new DateOnly(2027, 9, 6), 1), null, Cancellation);
        await Rehearsal.RunAsync(room, [], InventedEvent.At(new DateOnly(2027, 9, 18), 12), null, Cancellation);

        Assert.Equal(new DateOnly(2027, 9, 16), await room.ReadAsync(async db => DayOf(await db.EventSignals.Where(signal => signal.Name == "event.ended").Select(signal => signal.At).SingleAsync(Cancellation))));
        Assert.Equal("EV-6", await room.ReadAsync(db => db.Enrolments.Where(one => one.Pathway == Pathway.Event).Select(one => one.StageKey).SingleAsync(Cancellation)));
        Assert.True(await room.ReadAsync(db => db.Steps.AnyAsync(step => step.Key == "EV-5.1" && step.State == StepState.Open)));

        await Rehearsal.RunAsync(room, [play], null, null, Cancellation);
        Assert.Equal(EnrolmentState.Completed, await room.ReadAsync(db => db.Enrolments.Where(one => one.Pathway == Pathway.Event).Select(one => one.State).SingleAsync(Cancellation)));
        Assert.True(await room.ReadAsync(db => db.Steps.AnyAsync(step => step.Key == "EV-5.8" && step.State == StepState.Submitted)));
    }

    [Fact]
    public async Task Its_days_pass_while_the_four_are_silent_and_once_its_lead_says_that_it_took_place_all_comes_to_its_end()
    {
        await using var room = await RehearsalRoom.OpenAsync(Repository.Root, InventedEvent.At(_called, 9), Cancellation);
        var play = await BeginAsync(room);
        await Rehearsal.RunAsync(room, [play], InventedEvent.At(new DateOnly(2027, 8, 5), 12), null, Cancellation);
        await Rehearsal.RunAsync(room, [], InventedEvent.At(new DateOnly(2027, 9, 20), 12), null, Cancellation);
        room.Clock.MoveTo(InventedEvent.At(new DateOnly(2027, 9, 20), 12));
        Assert.Equal(["NoQuorum"], await SaidAsync(room, "G4"));

        var lead = await room.ReadAsync(db => db.TeamMembers.Where(member => member.EventId == play.Event.Id && member.Part == Part.Lead).Select(member => member.Person).SingleAsync(Cancellation));
        Assert.Empty((await room.RunAsync<SayTookPlace, Outcome<Event>>(say => say.ExecuteAsync(play.Event.Id, Actor.Of(lead), Cancellation))).Problems);
        Assert.False(await room.ReadAsync(db => db.Steps.AnyAsync(step => (step.Key == "EV-4.3q" || step.Key == "EV-4.2") && step.State == StepState.Open)));
        await Rehearsal.RunAsync(room, [play], null, null, Cancellation);

        Assert.Equal(EnrolmentState.Completed, await room.ReadAsync(db => db.Enrolments.Where(one => one.Pathway == Pathway.Event).Select(one => one.State).SingleAsync(Cancellation)));
        Assert.False(await room.ReadAsync(db => db.Outbox.AnyAsync(mail => mail.Template == "E25")));
    }

    [Fact]
    public async Task What_was_consented_to_says_when_it_is_looked_at_again_and_the_lead_is_asked_to()
    {
        const string again = "It is looked at again on Wednesday 13 October 2027.";
        await using var room = await RehearsalRoom.OpenAsync(Repository.Root, InventedEvent.At(_called, 9), Cancellation);
        var play = await BeginAsync(room);
        await Rehearsal.RunAsync(room, [play], null, null, Cancellation);

        var records = await room.ReadAsync(db => db.Reviews.Where(review => review.Outcome == "Consented").ToDictionaryAsync(review => review.GateId, review => review.Sentence, Cancellation));
        Assert.All(["G1", "G2", "G3"], gate => Assert.EndsWith(again, records[gate], StringComparison.Ordinal));
        Assert.All(["G0", "G4", "G6"], gate => Assert.DoesNotContain("looked at again", records[gate], StringComparison.Ordinal));
        Assert.Contains(await room.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E14").Select(mail => mail.Facts).ToListAsync(Cancellation)), facts => facts.Contains(again, StringComparison.Ordinal));
        var asked = await room.ReadAsync(db => db.Steps.SingleAsync(step => step.Key == "EV-6.4r", Cancellation));
        Assert.Equal(("lead", StepState.Submitted), (asked.ActorPart, asked.State));
    }

    [Fact]
    public async Task Scenario_34_Whether_all_is_ready_to_open_is_consented_to_though_the_hubs_own_tools_never_are()
    {
        await using var room = await RehearsalRoom.OpenAsync(Repository.Root, InventedEvent.At(_called, 9), Cancellation);
        var play = await BeginAsync(room, signal => signal != "hub.systems.ready");
        await Rehearsal.RunAsync(room, [play], InventedEvent.At(new DateOnly(2027, 9, 3), 12), null, Cancellation);

        var reached = await room.ReadAsync(db => db.EventSignals.Select(signal => signal.Name).ToListAsync(Cancellation));
        Assert.DoesNotContain("hub.systems.ready", reached);
        Assert.Equal(["Consented"], await SaidAsync(room, "G5"));
        Assert.Contains("event.ready", reached);
    }

    static async Task<Play> BeginAsync(RehearsalRoom room, Predicate<string>? isHeard = null)
    {
        var problems = new Problems();
        await Rehearsal.ImportAsync(room, Play.PlayedWith(Pathway.Event), Repository.Root, problems, Cancellation);
        Assert.Empty(problems);
        return await Play.BeginAsync(room, new RehearsalRequest(Pathway.Event, _called), Setting.Orrin, isHeard ?? (_ => true), Cancellation);
    }

    static DateOnly DayOf(DateTimeOffset instant) => Zones.DayOf(instant, "Europe/Lisbon");
}
