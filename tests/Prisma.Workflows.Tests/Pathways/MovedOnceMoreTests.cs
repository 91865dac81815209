using System.Globalization;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Tests.Passages;

namespace Prisma.Workflows.Tests.Pathways;

/// <summary>An event that is moved while somebody is asked or called, and one that is moved again.</summary>
public sealed class MovedOnceMoreTests
{
    const string Amina = "amina@reed.example";

    [Theory, Databases]
    public async Task Moved_twice_everybody_is_asked_about_the_days_it_has_now_alone(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var writing = await scenario.ApplyAsync(Amina);
        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromDays(1));

        await MovedEventTests.MoveAsync(scenario, 60);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        var asked = await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == writing && step.Key == AnswerNewDates.Key && step.State == StepState.Open).ToListAsync(Cancellation));
        Assert.Equal((2, DayOf(scenario.Product.Time.GetUtcNow()).AddDays(7)), Assert.Single(asked.Select(step => (step.Round, DayOf(step.DueAt)))));
        Assert.Equal(2, (await scenario.OwedAsync(Amina)).Count(template => template == "E23"));
    }

    [Theory, Databases]
    public async Task What_waits_for_a_word_or_a_call_is_due_when_it_was_asked_for_whatever_the_days(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, designConsented: false);
        var hub = await MovedEventTests.HostAsync(scenario);
        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        var signing = await scenario.StepAsync(hub, "HUB-3.4");
        await scenario.Product.RunAsync<AskAboutAgreement, Submission>(ask => ask.ExecuteAsync(signing.Id, signing.ActorId, "Do the nights move too?", Cancellation));
        await scenario.Product.RunAsync<ReachOtherwise, bool>(reach => reach.ExecuteAsync(hub, signing.ActorId, Cancellation));
        var before = await TasksAsync(scenario, hub);
        Assert.Equal(2, before.Count);

        await MovedEventTests.MoveAsync(scenario, 60);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(before, await TasksAsync(scenario, hub));
    }

    [Theory, Databases]
    public async Task Whoever_sleeps_while_an_event_moves_twice_reads_of_one_move_from_the_days_they_knew(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.ApplyAsync(Amina);
        await TonightAsync(scenario);
        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        await MovedEventTests.MoveAsync(scenario, 60);
        await scenario.PassAsync(TimeSpan.FromHours(12));

        Assert.All(new[] { Amina, Scenario.Facilitator }, email =>
        {
            var text = Assert.Single(scenario.Product.Mail.To(email).Select(mail => mail.TextBody!), words => words.Contains("moves to other days", StringComparison.Ordinal));
            Assert.Contains("It was to begin on Monday 6 September 2027.", text, StringComparison.Ordinal);
            Assert.Contains("Friday 5 November 2027 to Sunday 14 November 2027", text, StringComparison.Ordinal);
        });
    }

    [Theory, Databases]
    public async Task Whoever_sleeps_while_an_event_moves_there_and_back_reads_of_nothing_and_is_asked_nothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var writing = await scenario.ApplyAsync(Amina);
        var hub = await MovedEventTests.HostAsync(scenario);
        await TonightAsync(scenario);
        await MovedEventTests.MoveAsync(scenario, 10);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        await MovedEventTests.MoveAsync(scenario, 0);
        await scenario.PassAsync(TimeSpan.FromHours(12));

        Assert.All(new[] { Amina, "maren@brook.example", Scenario.Facilitator }, email => Assert.DoesNotContain(scenario.Product.Mail.To(email), mail => mail.Subject!.StartsWith("New dates", StringComparison.Ordinal)));
        Assert.False(await scenario.IsOpenAsync(writing, AnswerNewDates.Key));
        Assert.False(await scenario.IsOpenAsync(hub, AnswerNewDates.Key));
    }

    [Fact]
    public async Task Who_was_asked_about_days_that_move_there_and_back_in_one_night_still_answers_for_them()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var (silent, coming) = (await scenario.ApplyAsync(Amina), await scenario.ApplyAsync("bela@reed.example", "Bela"));
        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        await scenario.SubmitAsync(coming, AnswerNewDates.Key, new() { ["answer"] = "coming" });
        var asked = await scenario.StepAsync(silent, AnswerNewDates.Key);
        await TonightAsync(scenario);
        await MovedEventTests.MoveAsync(scenario, 60);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        await MovedEventTests.MoveAsync(scenario, 50);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromHours(12));

        var still = await scenario.StepAsync(silent, AnswerNewDates.Key);
        Assert.Equal((StepState.Open, DayOf(asked.DueAt)), (still.State, DayOf(still.DueAt)));
        Assert.False(await scenario.IsOpenAsync(coming, AnswerNewDates.Key));
        Assert.Single(scenario.Product.Mail.To(Amina), mail => mail.Subject!.StartsWith("New dates", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_answered_on_their_page_before_the_mail_came_hears_that_the_event_moved_back()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var writing = await scenario.ApplyAsync(Amina);
        await TonightAsync(scenario);
        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        await scenario.SubmitAsync(writing, AnswerNewDates.Key, new() { ["answer"] = "coming", ["costs"] = "The train, 40 €." });
        await MovedEventTests.MoveAsync(scenario, 0);
        await scenario.PassAsync(TimeSpan.FromHours(12));

        Assert.Contains("It was to begin on Saturday 16 October 2027.", Assert.Single(scenario.Product.Mail.To(Amina), mail => mail.Subject!.StartsWith("New dates", StringComparison.Ordinal)).TextBody!, StringComparison.Ordinal);
        Assert.Equal("", (await scenario.StepAsync(writing, AnswerNewDates.Key)).Draft);
    }

    [Fact]
    public async Task Consents_that_other_days_asked_for_anew_are_not_asked_for_once_the_event_moved_back()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var writing = await scenario.ApplyAsync(Amina);
        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        Assert.True(await scenario.IsOpenAsync(writing, MovePassage.Consents));

        await MovedEventTests.MoveAsync(scenario, -1);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.False(await scenario.IsOpenAsync(writing, MovePassage.Consents));
    }

    [Fact]
    public async Task Where_the_last_day_alone_changes_the_mail_says_so()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var writing = await scenario.ApplyAsync(Amina);
        var lead = Actor.Of(await scenario.Product.ReadAsync(db => db.People.SingleAsync(one => one.Email == Scenario.Lead, Cancellation)));

        Assert.True((await scenario.Product.RunAsync<MoveEvent, Outcome<EventChange>>(move =>
            move.ExecuteAsync(scenario.EventId, new DateOnly(2027, 9, 6), new DateOnly(2027, 9, 17), "Two more days for the harvest.", lead, Cancellation))).IsDone);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.All(new[] { Amina, Scenario.Facilitator }, email =>
        {
            var text = Assert.Single(scenario.Product.Mail.To(email), mail => mail.Subject!.StartsWith("New dates", StringComparison.Ordinal)).TextBody!;
            Assert.Contains("begins as planned and ends on another day. It was to end on Wednesday 15 September 2027.", text, StringComparison.Ordinal);
            Assert.DoesNotContain("It was to begin", text, StringComparison.Ordinal);
        });
        Assert.Contains(await scenario.StoryAsync(writing), sentence => sentence.StartsWith("The event moved from 6–15 September 2027 to 6–17 September 2027;", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Whoever_sleeps_while_an_event_moves_and_is_cancelled_reads_that_it_is_cancelled_alone(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await TonightAsync(scenario);
        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        await CancelledEventTests.CancelAsync(scenario, Scenario.Lead);
        await scenario.PassAsync(TimeSpan.FromHours(12));

        Assert.Equal(["E24t"], (await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.State == OutboxState.Sent && db.People.Any(one => one.Id == mail.PersonId && one.Email == Scenario.Facilitator)).Select(mail => mail.Template).ToListAsync(Cancellation))).Where(template => template.StartsWith("E2", StringComparison.Ordinal)));
    }

    [Theory, Databases]
    public async Task A_mail_that_waits_for_the_morning_names_the_days_the_event_has_by_then(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await TonightAsync(scenario);
        var offered = await scenario.UpToTheOfferAsync(Amina);
        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromHours(12));

        var offer = await scenario.StepAsync(offered, "PAR-2.4o");
        var text = Assert.Single(scenario.Product.Mail.To(Amina), mail => mail.Subject!.StartsWith("A place is yours", StringComparison.Ordinal)).TextBody;
        Assert.Contains("16 October 2027", text, StringComparison.Ordinal);
        Assert.DoesNotContain("September 2027", text, StringComparison.Ordinal);
        Assert.Contains(DayOf(offer.DueAt).ToString("d MMMM yyyy", CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_others_wait_for_is_kept_no_longer_for_other_days()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var offered = await scenario.UpToTheOfferAsync(Amina);
        var before = (await scenario.StepAsync(offered, "PAR-2.4o")).DueAt;

        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(before, (await scenario.StepAsync(offered, "PAR-2.4o")).DueAt);
    }

    [Fact]
    public async Task Whoever_is_invited_for_a_time_that_is_set_answers_before_it_wherever_the_event_moves()
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var invited = await scenario.UpToTheWelcomeDayAsync(Amina);
        var asked = await scenario.StepAsync(invited, "PAR-3.2r");
        var begins = asked.DueAt.AddHours(12);
        Assert.True((await scenario.Product.RunAsync<PlanGathering, Outcome<EventGathering>>(plan => plan.ExecuteAsync(scenario.EventId, "GA-10", begins, 120, "The mill", new Actor(null, "Wren Alder"), Cancellation))).IsDone);

        await MovedEventTests.MoveAsync(scenario, 40);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(asked.DueAt, (await scenario.StepAsync(invited, "PAR-3.2r")).DueAt);
    }

    /// <summary>From here on mails wait for the morning.</summary>
    static Task TonightAsync(Scenario scenario)
    {
        var today = scenario.Product.Time.GetUtcNow();
        return scenario.PassAsync(new DateTimeOffset(today.Date.AddHours(21), TimeSpan.Zero) - today);
    }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static DateOnly DayOf(DateTimeOffset instant) => Zones.DayOf(instant, "Europe/Lisbon");

    /// <summary>What the team is asked that nothing in the pathway waits for, and until when.</summary>
    static Task<List<string>> TasksAsync(Scenario scenario, Guid enrolment) => scenario.Product.ReadAsync(async db =>
        (await db.Steps.Where(step => step.EnrolmentId == enrolment && step.Kind == StepKind.Task && step.State == StepState.Open).OrderBy(step => step.Title).ToListAsync(Cancellation))
            .ConvertAll(step => $"{step.Title} {DayOf(step.DueAt)}"));
}
