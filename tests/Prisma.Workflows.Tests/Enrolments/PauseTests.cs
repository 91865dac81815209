using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Tests.Enrolments;

/// <summary>A rest that somebody chose, its end, and the next one (domain.md §5.7).</summary>
public sealed class PauseTests
{
    const string Amina = "amina@reed.example";

    [Theory, Databases]
    public async Task A_yes_to_more_time_wakes_nobody_from_the_rest_they_chose(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.MoreTimeAsync(await scenario.StepAsync(enrolment, "PAR-1.2"));
        var before = await scenario.StepAsync(enrolment, "PAR-1.2");
        await scenario.MoreTimeAsync(before);
        await RestAsync(scenario, enrolment, days: 10);
        var until = (await scenario.EnrolmentAsync(enrolment)).PausedUntil!.Value;

        var lead = await scenario.PersonIdAsync(Scenario.Lead);
        await scenario.Product.RunAsync<AnswerMoreTime, Submission>(answer => answer.ExecuteAsync(before.Id, lead, yes: true, TestContext.Current.CancellationToken));

        Assert.Equal(EnrolmentState.Paused, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.DoesNotContain("Amina Reed came back.", await scenario.StoryAsync(enrolment));
        await scenario.AwakeUntilAsync(until.AddHours(1));
        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.InRange((await scenario.StepAsync(enrolment, "PAR-1.2")).DueAt - before.DueAt, TimeSpan.FromDays(15), TimeSpan.FromDays(17));
    }

    [Theory, Databases]
    public async Task Whoever_rests_a_second_time_on_one_day_is_told_until_when_and_a_form_sent_twice_rests_once(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        Assert.True((await RestAsync(scenario, enrolment, days: 10)).IsAccepted);
        Assert.Equal(SubmissionResult.AlreadyDone, (await RestAsync(scenario, enrolment, days: 10)).Result);
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        await scenario.Product.RunAsync<ComeBack, Submission>(back => back.ExecuteAsync(enrolment, person, TestContext.Current.CancellationToken));

        Assert.True((await RestAsync(scenario, enrolment, days: 20)).IsAccepted);

        Assert.Equal(2, (await scenario.OwedAsync(Amina)).Count(mail => mail == "E06"));
    }

    [Theory, Databases]
    public async Task A_rest_is_made_longer_and_shorter_while_it_lasts_and_counts_as_one(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var before = await scenario.StepAsync(enrolment, "PAR-1.2");
        await RestAsync(scenario, enrolment, days: 10);
        var old = (await scenario.EnrolmentAsync(enrolment)).PausedUntil!.Value;
        await scenario.PassAsync(TimeSpan.FromDays(5));

        Assert.True((await RestAsync(scenario, enrolment, days: 30)).IsAccepted);
        Assert.Equal(SubmissionResult.Refused, (await RestAsync(scenario, enrolment, days: 61)).Result);
        var owed = await scenario.OwedAsync(Amina);
        await scenario.PassAsync(old.AddDays(3) - scenario.Product.Time.GetUtcNow());

        Assert.Equal(EnrolmentState.Paused, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.Equal(owed, await scenario.OwedAsync(Amina));
        Assert.True((await RestAsync(scenario, enrolment, days: 2)).IsAccepted);
        await scenario.PassAsync(TimeSpan.FromDays(3));
        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.InRange((await scenario.StepAsync(enrolment, "PAR-1.2")).DueAt - before.DueAt, TimeSpan.FromDays(14), TimeSpan.FromDays(17));
        Assert.Single(await scenario.StoryAsync(enrolment), sentence => sentence == "Amina Reed came back.");
    }

    [Theory, Databases]
    public async Task A_rest_ends_on_its_day_though_nobody_is_asked_anything(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        await scenario.UpToTheOfferAsync("tomas@reed.example", "Tomas");
        var enrolment = await scenario.UpToTheOfferAsync(Amina);
        Assert.Equal(SeatState.Waitlisted, await scenario.SeatAsync(enrolment));
        await RestAsync(scenario, enrolment, days: 3);
        var until = (await scenario.EnrolmentAsync(enrolment)).PausedUntil!.Value;
        await scenario.PassAsync(until.AddHours(-1) - scenario.Product.Time.GetUtcNow());
        Assert.Equal(EnrolmentState.Paused, (await scenario.EnrolmentAsync(enrolment)).State);

        await scenario.PassAsync(TimeSpan.FromHours(2));

        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);
    }

    [Theory, Databases]
    public async Task A_place_that_was_offered_during_a_rest_is_kept_longer_by_the_days_since_then(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        var other = await scenario.UpToTheSeatAsync("tomas@reed.example", "Tomas");
        var enrolment = await scenario.UpToTheOfferAsync(Amina);
        await RestAsync(scenario, enrolment, days: 20);
        var until = (await scenario.EnrolmentAsync(enrolment)).PausedUntil!.Value;
        await scenario.PassAsync(until.AddDays(-5) - scenario.Product.Time.GetUtcNow());
        var person = (await scenario.EnrolmentAsync(other)).PersonId;
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<Withdraw, Submission>(withdraw => withdraw.ExecuteAsync(other, person, "", Enrolment.Keep, TestContext.Current.CancellationToken)));
        var offered = await scenario.StepAsync(enrolment, "PAR-2.4o");

        await scenario.PassAsync(until.AddHours(1) - scenario.Product.Time.GetUtcNow());

        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.InRange((await scenario.StepAsync(enrolment, "PAR-2.4o")).DueAt - offered.DueAt, TimeSpan.FromDays(4), TimeSpan.FromDays(7));
    }

    [Theory, Databases]
    public async Task Nobody_rests_past_the_fifteenth_day_before_the_event(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var today = DateOnly.FromDateTime(scenario.Product.Time.GetUtcNow().UtcDateTime);
        await StartsInAsync(20);

        Assert.Equal($"Please choose a day from tomorrow to {DayWords.SayInFull(today.AddDays(5))}.", (await RestAsync(scenario, enrolment, days: 6)).Sentence);
        await StartsInAsync(15);
        Assert.Equal(Pause.TooNear, (await RestAsync(scenario, enrolment, days: 1)).Sentence);

        Task StartsInAsync(int days) => scenario.Product.ChangeAsync(db => db.Events.Single(one => one.Id == scenario.EventId).StartsOn = today.AddDays(days));
    }

    [Theory, Databases]
    public async Task Nobody_reads_that_an_event_is_near_which_has_begun(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var today = DateOnly.FromDateTime(scenario.Product.Time.GetUtcNow().UtcDateTime);
        await scenario.Product.ChangeAsync(db =>
        {
            var theEvent = db.Events.Single(one => one.Id == scenario.EventId);
            (theEvent.StartsOn, theEvent.EndsOn) = (today.AddDays(-12), today.AddDays(-3));
        });

        Assert.Equal(Pause.Begun, (await RestAsync(scenario, enrolment, days: 1)).Sentence);
    }

    [Theory, Databases]
    public async Task A_mail_that_asks_a_day_or_two_after_its_step_opened_waits_while_somebody_rests_and_names_the_day_that_holds_then(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.ToStageAsync(enrolment, "PAR-4");

        Assert.True((await RestAsync(scenario, enrolment, days: 9)).IsAccepted);
        var until = (await scenario.EnrolmentAsync(enrolment)).PausedUntil!.Value;
        for (var day = 0; day < 7; day++)
            await scenario.PassAsync(TimeSpan.FromDays(1));
        Assert.DoesNotContain(scenario.Product.Mail.To(Amina), IsOfTools);
        await scenario.PassAsync(until.AddHours(1) - scenario.Product.Time.GetUtcNow());
        await scenario.PassAsync(TimeSpan.FromDays(1));

        var due = (await scenario.StepAsync(enrolment, "PAR-4.4")).DueAt;
        var told = Assert.Single(scenario.Product.Mail.To(Amina), IsOfTools).TextBody!;
        Assert.Contains($"Please do it by {DayWords.SayInFull(Zones.DayOf(due, "Europe/Lisbon"))}.", told, StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task A_mail_that_asks_a_day_or_two_after_its_step_opened_waits_while_the_event_is_paused(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.ToStageAsync(enrolment, "PAR-4");

        await scenario.Product.ChangeAsync(db => db.Events.Single().PausedAt = scenario.Product.Time.GetUtcNow());
        await scenario.PassAsync(TimeSpan.FromDays(3));
        Assert.DoesNotContain(scenario.Product.Mail.To(Amina), IsOfTools);
        await scenario.Product.ChangeAsync(db => db.Events.Single().PausedAt = null);
        await scenario.PassAsync(TimeSpan.FromDays(1));

        Assert.Single(scenario.Product.Mail.To(Amina), IsOfTools);
    }

    static bool IsOfTools(MimeKit.MimeMessage mail) => mail.Subject!.StartsWith("Your tools, in an hour", StringComparison.Ordinal);

    static async Task<Submission> RestAsync(Scenario scenario, Guid enrolment, int days)
    {
        var person = (await scenario.EnrolmentAsync(enrolment)).PersonId;
        var until = DateOnly.FromDateTime(scenario.Product.Time.GetUtcNow().UtcDateTime).AddDays(days);
        return await scenario.Product.RunAsync<Pause, Submission>(pause => pause.ExecuteAsync(enrolment, person, until, TestContext.Current.CancellationToken));
    }
}
