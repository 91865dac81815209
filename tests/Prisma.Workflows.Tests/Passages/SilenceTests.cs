using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>What silence does, day by day, and the way back (domain.md §5.4 and §5.7).</summary>
public sealed class SilenceTests
{
    const string Amina = "amina@reed.example";

    [Theory, Databases]
    public async Task Scenario_15_A_task_after_a_week_a_rest_after_two_a_lapse_after_thirty_days_and_the_old_link_lets_back_in(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var step = await scenario.StepAsync(enrolment, "PAR-1.2");

        await scenario.AwakeUntilAsync(step.DueAt.AddDays(6));
        Assert.False(await scenario.IsOpenAsync(enrolment, "PAR-1.2.call"));
        await scenario.AwakeUntilAsync(step.DueAt.AddDays(7));
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-1.2.call"));
        Assert.Equal(1, await scenario.ToldTheLeadAsync("\"quiet\":true"));
        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);
        await scenario.AwakeUntilAsync(step.DueAt.AddDays(14));
        Assert.Equal(EnrolmentState.Paused, (await scenario.EnrolmentAsync(enrolment)).State);
        await scenario.AwakeUntilAsync(step.DueAt.AddDays(30));
        Assert.Equal(EnrolmentState.Lapsed, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.Contains("E07", await scenario.OwedAsync(Amina));
        Assert.True(await scenario.Product.ReadAsync(db => db.AccessLinks.Where(link => link.StepId == step.Id).AllAsync(link => link.ExpiresAt > step.DueAt.AddDays(209))));

        await scenario.PassAsync(TimeSpan.FromDays(40));
        Assert.True((await StillHereAsync(scenario, step)).IsAccepted);
        var again = await LiveAsync(scenario);
        var anew = await scenario.StepAsync(again.Id, "PAR-1.2");
        Assert.Equal((0, true), (anew.RungsDone, anew.DueAt > scenario.Product.Time.GetUtcNow().AddDays(2)));
        Assert.Contains("Amina Reed is still here and goes on from what they told before.", await scenario.StoryAsync(again.Id));
        Assert.Equal(1, await scenario.Product.ReadAsync(db => db.Outbox.CountAsync(mail => mail.Template == "E68" && mail.Facts.Contains("Amina Reed is still here"))));

        Assert.Equal(SubmissionResult.AlreadyDone, (await StillHereAsync(scenario, step)).Result);
        Assert.Equal(again.Id, (await LiveAsync(scenario)).Id);
        await scenario.SubmitApplicationAsync(again.Id);
        Assert.True(await scenario.IsOpenAsync(again.Id, "PAR-1.3"));
    }

    [Theory, Databases]
    public async Task Nobody_is_asked_any_longer_to_call_about_what_was_handed_in(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.AwakeUntilAsync((await scenario.StepAsync(enrolment, "PAR-1.2")).DueAt.AddDays(8));
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-1.2.call"));

        await scenario.SubmitApplicationAsync(enrolment);

        Assert.False(await scenario.IsOpenAsync(enrolment, "PAR-1.2.call"));
    }

    [Theory, Databases]
    public async Task Each_reader_who_is_silent_is_called_until_they_answer(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.JoinAsync("kaia@orrin.example", "Kaia", Part.Steward);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        var asked = await OpenAsync(scenario, enrolment, StepKind.Reading);
        await scenario.AwakeUntilAsync(asked[0].OpenedAt.AddDays(5.5));

        var calls = await OpenAsync(scenario, enrolment, StepKind.Task);
        Assert.Equal(2, asked.Count);
        Assert.Equal(asked.Select(step => (Guid?)step.Id).Order(), calls.Select(call => call.AboutId).Order());
        Assert.Equal(2, calls.Select(call => call.Title).Distinct().Count());
        Assert.All(calls, call => Assert.StartsWith("Call, don’t mail: ", call.Title, StringComparison.Ordinal));
        await scenario.ReadAsync(enrolment, asked[0].Key, Scenario.Scores(3));
        var answered = await scenario.Product.ReadAsync(db => db.Steps.SingleAsync(step => step.ReviewId != null && step.State == StepState.Submitted && step.Key == asked[0].Key));
        Assert.NotEqual(answered.Id, Assert.Single(await OpenAsync(scenario, enrolment, StepKind.Task)).AboutId);

        await scenario.AwakeUntilAsync(asked[0].OpenedAt.AddDays(7.5));
        Assert.Single((await OpenAsync(scenario, enrolment, StepKind.Task)).Select(call => call.AboutId).Distinct());
        Assert.Equal("kaia@orrin.example", await scenario.ActorOfAsync(enrolment, $"{asked[0].Key}.steward.1"));
    }

    [Theory, Databases]
    public async Task Nobody_is_asked_any_longer_to_call_about_a_reading_once_it_is_read_anew(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        await scenario.AwakeUntilAsync((await OpenAsync(scenario, enrolment, StepKind.Reading))[0].OpenedAt.AddDays(10.5));
        Assert.Contains(await OpenAsync(scenario, enrolment, StepKind.Task), call => call.AboutId is not null);

        await scenario.FinishAsync(enrolment, "PAR-2.3q", "They read on Thursday.");

        Assert.Equal(2, (await OpenAsync(scenario, enrolment, StepKind.Reading)).Count);
        Assert.Empty(await OpenAsync(scenario, enrolment, StepKind.Task));
    }

    [Theory, Databases]
    public async Task After_five_weeks_without_power_nobody_loses_their_place_before_they_were_told(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        var due = (await scenario.StepAsync(enrolment, "PAR-1.2")).DueAt;
        await scenario.PassAsync(due.AddDays(35) - scenario.Product.Time.GetUtcNow());

        Assert.Equal(["E01", "E02", "E06"], await scenario.OwedAsync(Amina));
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-1.2.call"));
        Assert.Equal(EnrolmentState.Paused, (await scenario.EnrolmentAsync(enrolment)).State);

        // Between the rest and the lapse the ladder has sixteen days; the mail goes out the next morning.
        await scenario.AwakeUntilAsync(due.AddDays(36 + 15));
        Assert.Equal(EnrolmentState.Paused, (await scenario.EnrolmentAsync(enrolment)).State);
        await scenario.AwakeUntilAsync(due.AddDays(36 + 16));
        Assert.Equal(EnrolmentState.Lapsed, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.Equal(["E01", "E02", "E06", "E07"], await scenario.OwedAsync(Amina));
    }

    [Theory, Databases]
    public async Task Nobody_is_asked_to_call_themselves_or_to_give_themselves_more_time(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Scenario.Lead, "Wren", "Alder");
        var step = await scenario.StepAsync(enrolment, "PAR-1.2");
        await scenario.AwakeUntilAsync(step.DueAt.AddDays(8));
        await scenario.MoreTimeAsync(step);
        await scenario.MoreTimeAsync(await scenario.StepAsync(enrolment, "PAR-1.2"));

        Assert.Equal(Scenario.Facilitator, await scenario.ActorOfAsync(enrolment, "PAR-1.2.call"));
        Assert.Equal(Scenario.Facilitator, await scenario.ActorOfAsync(enrolment, "PAR-1.2.time"));
        Assert.DoesNotContain("E68", await scenario.OwedAsync(Scenario.Lead));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public async Task More_time_lasts_until_the_midnight_that_its_mail_names_whenever_it_was_asked(int daysAfterDue)
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var enrolment = await scenario.ApplyAsync(Amina);
        var asked = await scenario.StepAsync(enrolment, "PAR-1.2");
        await scenario.AwakeUntilAsync(asked.DueAt.AddDays(daysAfterDue).AddHours(-10));
        var day = Zones.DayOf(daysAfterDue > 0 ? scenario.Product.Time.GetUtcNow() : asked.DueAt, "Europe/Lisbon").AddDays(6);

        await scenario.MoreTimeAsync(asked);

        Assert.Equal(Zones.EndOf(day, "Europe/Lisbon"), (await scenario.StepAsync(enrolment, "PAR-1.2")).DueAt);
    }

    [Theory, Databases]
    public async Task Two_readers_of_one_gate_who_ask_for_more_time_are_each_answered(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        var readings = await OpenAsync(scenario, enrolment, StepKind.Reading);
        Assert.Equal(2, readings.Count);
        for (var times = 0; times < 2; times++)
        {
            foreach (var reading in await OpenAsync(scenario, enrolment, StepKind.Reading))
                await scenario.MoreTimeAsync(reading);
        }

        var asked = (await OpenAsync(scenario, enrolment, StepKind.Task)).Where(task => task.AboutId is not null).ToList();
        Assert.Equal(readings.Select(reading => reading.Id).Order(), asked.Select(task => task.AboutId!.Value).Order());
        Assert.Equal(2, asked.Select(task => task.Title).Distinct().Count());

        await scenario.Product.RunAsync<AnswerMoreTime, Submission>(answer => answer.ExecuteAsync(readings[0].Id, readings[1].ActorId, yes: true, TestContext.Current.CancellationToken));
        Assert.Equal([readings[1].Id], (await OpenAsync(scenario, enrolment, StepKind.Task)).Where(task => task.AboutId is not null).Select(task => task.AboutId!.Value));
    }

    /// <summary>Whoever asked waits; the answer to a wish for more time would otherwise ask for an answer of its own, and so on.</summary>
    [Theory, Databases]
    public async Task Nobody_takes_more_time_to_answer_whether_somebody_has_more_time(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        for (var times = 0; times < 2; times++)
            await scenario.MoreTimeAsync((await OpenAsync(scenario, enrolment, StepKind.Reading))[0]);
        var task = Assert.Single(await OpenAsync(scenario, enrolment, StepKind.Task), task => task.AboutId is not null);

        await scenario.MoreTimeAsync(task);

        var after = Assert.Single(await OpenAsync(scenario, enrolment, StepKind.Task), task => task.AboutId is not null);
        Assert.Equal((task.Id, task.DueAt, 0), (after.Id, after.DueAt, after.MoreTimeGiven));
    }

    [Theory, Databases]
    public async Task Nobody_gives_themselves_the_time_they_asked_for(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheReadersAsync(Amina);
        for (var times = 0; times < 2; times++)
            await scenario.MoreTimeAsync((await OpenAsync(scenario, enrolment, StepKind.Reading))[0]);
        var reading = (await OpenAsync(scenario, enrolment, StepKind.Reading))[0];

        var answered = await scenario.Product.RunAsync<AnswerMoreTime, Submission>(answer => answer.ExecuteAsync(reading.Id, reading.ActorId, yes: true, TestContext.Current.CancellationToken));

        Assert.Equal(SubmissionResult.Refused, answered.Result);
        var after = (await OpenAsync(scenario, enrolment, StepKind.Reading))[0];
        Assert.Equal((reading.DueAt, true), (after.DueAt, after.MoreTimeAskedAt is not null));
        Assert.Contains(await OpenAsync(scenario, enrolment, StepKind.Task), task => task.AboutId == reading.Id);
    }

    [Theory, Databases]
    public async Task Nobody_is_asked_for_more_time_for_what_was_done_meanwhile(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.MoreTimeAsync(await scenario.StepAsync(enrolment, "PAR-1.2"));
        await scenario.MoreTimeAsync(await scenario.StepAsync(enrolment, "PAR-1.2"));
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-1.2.time"));

        await scenario.SubmitApplicationAsync(enrolment);

        Assert.False(await scenario.IsOpenAsync(enrolment, "PAR-1.2.time"));
    }

    [Theory, Databases]
    public async Task A_task_of_the_evening_that_was_answered_at_once_sends_no_mail_in_the_morning_and_one_mail_speaks_of_all_that_are_left(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolments = new[] { await scenario.ApplyAsync(Amina), await scenario.ApplyAsync("bela@reed.example", "Bela"), await scenario.ApplyAsync("cato@reed.example", "Cato") };
        await scenario.AwakeUntilAsync(new DateTimeOffset(2027, 3, 10, 20, 30, 0, TimeSpan.Zero));
        foreach (var enrolment in enrolments)
        {
            await scenario.MoreTimeAsync(await scenario.StepAsync(enrolment, "PAR-1.2"));
            await scenario.MoreTimeAsync(await scenario.StepAsync(enrolment, "PAR-1.2"));
        }

        await AnswerMoreTimeAsync(scenario, enrolments[0]);
        await scenario.AwakeUntilAsync(new DateTimeOffset(2027, 3, 11, 8, 30, 0, TimeSpan.Zero));
        Assert.Equal("More time for Bela Reed: Your application?", Assert.Single(scenario.Product.Mail.To(Scenario.Lead)).Subject);

        await scenario.PassAsync(TimeSpan.FromHours(2));
        Assert.Single(scenario.Product.Mail.To(Scenario.Lead));
    }

    [Theory, Databases]
    public async Task Whoever_fell_silent_after_the_application_need_not_write_it_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.ApplyAsync(Amina);
        await scenario.SubmitApplicationAsync(enrolment);
        await scenario.ReadAsync(enrolment, "PAR-1.3", new() { ["response"] = "consent" });
        var step = await scenario.StepAsync(enrolment, "PAR-2.1");
        await scenario.AwakeUntilAsync(step.DueAt.AddDays(14));
        await scenario.AwakeUntilAsync(step.DueAt.AddDays(30));

        Assert.True((await StillHereAsync(scenario, step)).IsAccepted);
        var again = (await LiveAsync(scenario)).Id;
        await scenario.ReadAsync(again, "PAR-1.3", new() { ["response"] = "consent" });
        Assert.True(await scenario.IsOpenAsync(again, "PAR-2.1"));
    }

    [Theory, Databases]
    public async Task The_door_is_closed_when_all_seats_are_taken_or_half_a_year_is_over(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.ChangeAsync(db => (db.Events.Single().StartsOn, db.Events.Single().EndsOn) = (new DateOnly(2028, 3, 6), new DateOnly(2028, 3, 15)));
        var enrolment = await scenario.ApplyAsync(Amina);
        var step = await scenario.StepAsync(enrolment, "PAR-1.2");
        await scenario.AwakeUntilAsync(step.DueAt.AddDays(30));
        await scenario.AwakeUntilAsync(new DateTimeOffset(2027, 6, 8, 9, 0, 0, TimeSpan.Zero));

        await TakenAsync(scenario, 40);
        Assert.Equal("The call has closed and all seats are taken, so it cannot be opened again from here.", (await StillHereAsync(scenario, step)).Sentence);
        await TakenAsync(scenario, 39);
        await scenario.AwakeUntilAsync(step.DueAt.AddDays(30 + 181));
        Assert.StartsWith("It closed more than half a year ago", (await StillHereAsync(scenario, step)).Sentence, StringComparison.Ordinal);
        Assert.False(await scenario.Product.ReadAsync(db => db.Enrolments.AnyAsync(one => one.LiveKey != null)));
    }

    [Theory, Databases]
    public async Task Silence_never_rests_the_events_own_passage_whatever_ladder_somebody_chose(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var codesign = await scenario.CallEventAsync();
        await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.Key == "EV-1.1").ExecuteUpdateAsync(set => set.SetProperty(step => step.Ladder, "L-form"), TestContext.Current.CancellationToken));

        await scenario.AwakeUntilAsync((await scenario.StepAsync(codesign, "EV-1.1")).DueAt.AddDays(15));

        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(codesign)).State);
        Assert.DoesNotContain("E06", await scenario.OwedAsync(Scenario.Lead));
        Assert.Contains("E05", await scenario.OwedAsync(Scenario.Lead));
    }

    static async Task AnswerMoreTimeAsync(Scenario scenario, Guid enrolment)
    {
        var (step, lead) = (await scenario.StepAsync(enrolment, "PAR-1.2"), await scenario.PersonIdAsync(Scenario.Lead));
        await scenario.Product.RunAsync<AnswerMoreTime, Submission>(answer => answer.ExecuteAsync(step.Id, lead, yes: true, TestContext.Current.CancellationToken));
    }

    static Task TakenAsync(Scenario scenario, int seats) => scenario.Product.ChangeAsync(db => db.SeatPools.Single().Taken = seats);

    static Task<List<Step>> OpenAsync(Scenario scenario, Guid enrolment, StepKind kind) =>
        scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == enrolment && step.Kind == kind && step.State == StepState.Open).OrderBy(step => step.Key).ToListAsync());

    static Task<Submission> StillHereAsync(Scenario scenario, Step step) => scenario.WorkAfterAsync(
        scenario.Product.RunAsync<ReEnter, Submission>(enter => enter.ExecuteAsync(step.EnrolmentId, step.ActorId, TestContext.Current.CancellationToken)));

    static Task<Enrolment> LiveAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Enrolments.SingleAsync(one => one.LiveKey != null));
}
