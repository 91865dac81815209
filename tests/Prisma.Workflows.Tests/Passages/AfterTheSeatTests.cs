using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Tests.Forms;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>PAR-3 to PAR-6 of domain.md §10: rooting, roles, the days themselves and what comes after.</summary>
public sealed class AfterTheSeatTests
{
    const string Amina = "amina@reed.example", Tomas = "tomas@fern.example";

    [Theory, Databases]
    public async Task Whoever_has_a_seat_hears_who_welcomes_them_and_is_invited(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.SubmitAsync(enrolment, "PAR-3.1b", new JsonObject { ["name"] = "Noor Hale", ["asked"] = true });

        Assert.Equal(["E18", "E52", "E20"], (await scenario.OwedAsync(Amina))[^3..]);
        Assert.Contains(scenario.Product.Mail.Sent, mail => mail.TextBody?.Contains("Noor Hale has been through this before", StringComparison.Ordinal) == true);
        Assert.All(scenario.Product.Mail.Sent, mail => Assert.EndsWith("\nListening to the Orrin, Vale of Orrin", mail.TextBody!.ReplaceLineEndings("\n").TrimEnd(), StringComparison.Ordinal));
        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-3.2r"));
    }

    [Theory, Databases]
    public async Task What_opens_together_with_the_stage_of_roles_is_told_of_a_day_apart_and_not_once_it_is_done(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.ToStageAsync(enrolment, "PAR-4");

        var days = await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E53" || mail.Template == "E55" || mail.Template == "E54").ToDictionaryAsync(mail => mail.Template, mail => Zones.DayOf(mail.DueAt, "Europe/Lisbon").DayNumber));
        Assert.Equal([1, 2], [days["E55"] - days["E53"], days["E54"] - days["E53"]]);
        Assert.True(await scenario.IsOpenAtAsync(enrolment, "PAR-4.4"));
        await scenario.SubmitAsync(enrolment, "PAR-4.4", []);
        await scenario.PassAsync(TimeSpan.FromDays(3));

        Assert.Contains("E55", await scenario.OwedAsync(Amina));
        Assert.DoesNotContain("E54", await scenario.OwedAsync(Amina));
    }

    [Theory, Databases]
    public async Task A_host_reads_what_they_wrote_themselves_and_never_the_notes_of_their_conversation(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, "PAR-3.2"), _ => true);
        var welcome = await scenario.StepAsync(enrolment, "PAR-3.2");

        var view = await scenario.Product.RunAsync<ReadStep, StepView?>(read => read.ExecuteAsync(welcome.Id, welcome.ActorId, TestContext.Current.CancellationToken));

        var read = view!.ToRead.Select(one => one.FormId).ToList();
        Assert.Contains("F-12", read);
        Assert.DoesNotContain("F-13", read);
        Assert.DoesNotContain("F-15h", read);
    }

    [Theory, Databases]
    public async Task A_story_whose_teller_keeps_it_among_the_facilitators_is_not_read_by_a_host_of_the_hub(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.EnrolmentAsync(await scenario.ApplyAsync(Amina));
        await scenario.Product.ChangeAsync(db => db.Steps.Add(Answered(enrolment, FilledForm.With(
            "F-14b", ("conversations.0.who_role", "A baker"), ("conversations.1.who_role", "A ferryman"), ("conversations.1.consent_to_share", "false")).Answers.ToJsonString())));

        var hub = await ReadByAsync(Scenario.Hub);
        Assert.Contains("A baker", hub, StringComparison.Ordinal);
        Assert.DoesNotContain("A ferryman", hub, StringComparison.Ordinal);
        Assert.Contains("A ferryman", await ReadByAsync(Scenario.Facilitator), StringComparison.Ordinal);

        async Task<string> ReadByAsync(string host)
        {
            var step = await scenario.Product.ReadAsync(async db => Hosted(enrolment, await db.People.Where(person => person.Email == host).Select(person => person.Id).SingleAsync()));
            await scenario.Product.ChangeAsync(db => db.Steps.Add(step));
            var view = await scenario.Product.RunAsync<ReadStep, StepView?>(read => read.ExecuteAsync(step.Id, step.ActorId, TestContext.Current.CancellationToken));
            return view!.ToRead.Single(one => one.FormId == "F-14b").Answers;
        }
    }

    static Step Answered(Enrolment enrolment, string answers) => new()
    {
        EnrolmentId = enrolment.Id,
        Key = "PAR-3.5",
        Round = 1,
        Kind = StepKind.Form,
        Title = "Conversations in the place",
        StageKey = "PAR-3",
        ActorId = enrolment.PersonId,
        ActorPart = "stakeholder",
        FormId = "F-14b",
        FormVersion = 1,
        OpenedAt = Product.Beginning,
        DueAt = Product.Beginning.AddDays(14),
        State = StepState.Submitted,
        ClosedAt = Product.Beginning.AddDays(3),
        Answers = answers,
    };

    static Step Hosted(Enrolment enrolment, Guid host) => new()
    {
        EnrolmentId = enrolment.Id,
        Key = "PAR-5.2",
        Round = 1,
        Kind = StepKind.Gathering,
        Title = "Arrival",
        StageKey = "PAR-5",
        ActorId = host,
        ActorPart = "hub-lead",
        OpenedAt = Product.Beginning.AddDays(20),
        DueAt = Product.Beginning.AddDays(24),
    };

    [Theory, Databases]
    public async Task Scenario_20_Whoever_misses_two_of_three_gatherings_is_talked_with_and_not_removed(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        foreach (var (gathering, attended) in new[] { ("PAR-3.2", true), ("PAR-3.4", false), ("PAR-3.6", false) })
        {
            await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, gathering), step => step.Key is not ("PAR-3.4c" or "PAR-3.6c"));
            await scenario.HoldAsync(enrolment, gathering, attended);
        }

        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAsync(enrolment, "PAR-3.8"), _ => false);
        Assert.Contains("E22", await scenario.OwedAsync(Amina));
        Assert.Equal("F-15g", (await scenario.StepAsync(enrolment, "PAR-3.8t")).FormId);
        Assert.Equal(EnrolmentState.Active, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.Equal(SeatState.Confirmed, await scenario.SeatAsync(enrolment));
    }

    [Theory, Databases]
    public async Task Whoever_catches_up_was_part_of_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        foreach (var gathering in new[] { "PAR-3.2", "PAR-3.4", "PAR-3.6" })
        {
            await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, gathering), _ => true);
            await scenario.HoldAsync(enrolment, gathering, attended: false);
        }

        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAsync(enrolment, "PAR-3.8"), _ => true);
        Assert.Equal(StepKind.Reading, (await scenario.StepAsync(enrolment, "PAR-3.8")).Kind);
    }

    [Theory, Databases]
    public async Task After_forty_days_the_first_weeks_are_looked_at_whatever_is_still_open(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAsync(enrolment, "PAR-3.8"), step => step.Key == "PAR-3.1b");

        Assert.False(await scenario.IsOpenAtAsync(enrolment, "PAR-3.3"));
        Assert.True(await scenario.IsOpenAtAsync(enrolment, "PAR-3.8t"));
    }

    [Theory, Databases]
    public async Task Of_several_days_that_are_waited_for_the_next_is_told(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheWelcomeDayAsync(Amina);
        await scenario.SubmitAsync(enrolment, "PAR-3.2r", new JsonObject { ["coming"] = "yes" });

        var view = await scenario.Product.RunAsync<ReadEnrolment, EnrolmentView?>(read => read.ExecuteAsync(enrolment, TestContext.Current.CancellationToken));

        var next = await scenario.Product.ReadAsync(db => db.Bookmarks.Where(one => one.Name == "Prisma.Day").MinAsync(one => one.DueAt));
        Assert.Equal(DayWords.Say(DateOnly.FromDateTime(next!.Value.AddHours(1).UtcDateTime)), Assert.Single(view!.WaitsFor));
    }

    [Theory, Databases]
    public async Task Whoever_agrees_to_come_to_the_next_event_gives_the_seat_to_somebody_who_waits(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.UpToTheOfferAsync(Tomas, "Tomas");
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAsync(enrolment, "PAR-3.8t"), step => step.Key == "PAR-3.1b");
        await scenario.SubmitAsync(enrolment, "PAR-3.8t", new JsonObject { ["way"] = "defer", ["agreed"] = true });

        Assert.Equal("next-event", (await scenario.EnrolmentAsync(enrolment)).EndingReason);
        Assert.Contains("E50", await scenario.OwedAsync(Tomas));
        Assert.Equal("E08", (await scenario.OwedAsync(Amina))[^1]);
    }

    [Theory, Databases]
    public async Task Whoever_does_not_say_that_they_come_is_reminded_called_and_three_weeks_before_gives_way(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.UpToTheOfferAsync(Tomas, "Tomas");
        await scenario.ToStageAsync(enrolment, "PAR-4");
        await scenario.UntilAsync(enrolment, async () => !(await scenario.EnrolmentAsync(enrolment)).IsLive, step => step.Key is not ("PAR-4.5" or "PAR-4.5.call.1"));

        Assert.Equal(new DateOnly(2027, 8, 16), DateOnly.FromDateTime((await scenario.EnrolmentAsync(enrolment)).EndedAt!.Value.Date));
        Assert.Equal(EnrolmentState.Lapsed, (await scenario.EnrolmentAsync(enrolment)).State);
        Assert.Contains("E48b", await scenario.OwedAsync(Amina));
        Assert.Contains("E50", await scenario.OwedAsync(Tomas));
    }

    [Theory, Databases]
    public async Task Whoever_asks_for_a_question_each_evening_gets_one_until_they_say_stop(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.ToStageAsync(enrolment, "PAR-5");
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, "PAR-5.2"), _ => true);
        var arrival = await scenario.StepAsync(enrolment, "PAR-5.2");
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<HoldGathering, Submission>(hold =>
            hold.ExecuteAsync(arrival.Id, arrival.ActorId, true, new JsonObject { ["evenings"] = true }, TestContext.Current.CancellationToken)));
        Assert.False(await scenario.IsOpenAtAsync(enrolment, "PAR-5.3"));
        var evening = await scenario.Product.ReadAsync(db => db.Bookmarks.Where(one => one.ActivityId == "until-evening").Select(one => one.DueAt).SingleAsync());
        Assert.Equal(18, Zones.Local(evening!.Value, "Europe/Lisbon").Hour);
        await scenario.PassAsync(TimeSpan.FromDays(1));
        await scenario.SubmitAsync(enrolment, "PAR-5.3", new JsonObject { ["happened"] = "We swam." });
        await scenario.PassAsync(TimeSpan.FromDays(1));
        await scenario.PassAsync(TimeSpan.FromDays(1));
        await scenario.PassAsync(TimeSpan.FromDays(1));
        await scenario.PassAsync(TimeSpan.FromDays(1));
        await scenario.SubmitAsync(enrolment, "PAR-5.3", new JsonObject { ["again"] = "stop" });
        await scenario.PassAsync(TimeSpan.FromDays(3));

        var asked = await scenario.Product.ReadAsync(db => db.Steps.Where(step => step.EnrolmentId == enrolment && step.Key == "PAR-5.3").OrderBy(step => step.Round).Select(step => step.OpenedAt).ToListAsync());
        Assert.Equal(asked.Count, (await scenario.OwedAsync(Amina)).Count(mail => mail == "E58"));
        Assert.InRange(asked.Count, 3, 4);
        await scenario.UntilAsync(enrolment, async () => !(await scenario.EnrolmentAsync(enrolment)).IsLive, _ => true);
        Assert.Equal(EnrolmentState.Completed, (await scenario.EnrolmentAsync(enrolment)).State);
    }

    [Theory]
    [InlineData("Europe/Lisbon")]
    [InlineData("America/New_York")]
    [InlineData("Asia/Tokyo")]
    public async Task Each_evening_asks_anew_also_after_a_silent_one_and_the_last_of_them_is_that_before_the_last_day(string home)
    {
        await using var scenario = await Scenario.StartAsync(DatabaseProvider.Sqlite);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.ToStageAsync(enrolment, "PAR-5");
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, "PAR-5.2"), _ => true);
        await scenario.Product.ChangeAsync(db => db.People.Single(one => one.Email == Amina).TimeZone = home);
        var arrival = await scenario.StepAsync(enrolment, "PAR-5.2");
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<HoldGathering, Submission>(hold =>
            hold.ExecuteAsync(arrival.Id, arrival.ActorId, true, new JsonObject { ["evenings"] = true }, TestContext.Current.CancellationToken)));

        for (var day = new DateOnly(2027, 9, 6); day < new DateOnly(2027, 9, 15); day = day.AddDays(1))
        {
            await UntilAsync(day, 18);
            var tonight = await scenario.StepAsync(enrolment, "PAR-5.3");
            Assert.Equal((day, ""), (Zones.DayOf(tonight.OpenedAt, "Europe/Lisbon"), tonight.Draft));
            Assert.Equal(Zones.At(day.AddDays(1).ToDateTime(new TimeOnly(17, 0)), "Europe/Lisbon"), tonight.DueAt);
            if (day.Day % 3 > 0)
            {
                await UntilAsync(day.AddDays(day.Day % 3 == 1 ? 0 : 1), day.Day % 3 == 1 ? 21 : 10);
                await scenario.SubmitAsync(enrolment, "PAR-5.3", new JsonObject { ["happened"] = $"We swam on the {day.Day}." });
            }

            await UntilAsync(day.AddDays(1), 17);
        }

        await UntilAsync(new DateOnly(2027, 9, 15), 19);
        Assert.False(await scenario.IsOpenAtAsync(enrolment, "PAR-5.3"));
        Assert.True(await scenario.IsOpenAtAsync(enrolment, "PAR-5.4") || (await scenario.EnrolmentAsync(enrolment)).StageKey == "PAR-6");
        var view = await scenario.Product.RunAsync<ReadEnrolment, EnrolmentView?>(read => read.ExecuteAsync(enrolment, TestContext.Current.CancellationToken));
        Assert.Equal(6, view!.OwnDone.Count(step => step.Key == "PAR-5.3"));

        Task UntilAsync(DateOnly day, int hour) => scenario.PassAsync(Zones.At(day.ToDateTime(new TimeOnly(hour, 0)), "Europe/Lisbon") - scenario.Product.Time.GetUtcNow());
    }

    [Theory, Databases]
    public async Task Whoever_is_said_to_have_arrived_only_after_the_last_evening_is_asked_no_question_of_one(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.ToStageAsync(enrolment, "PAR-5");
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, "PAR-5.2"), _ => true);
        var arrival = await scenario.StepAsync(enrolment, "PAR-5.2");
        await scenario.PassAsync(new DateTimeOffset(2027, 9, 16, 10, 0, 0, TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());
        await scenario.WorkAfterAsync(scenario.Product.RunAsync<HoldGathering, Submission>(hold =>
            hold.ExecuteAsync(arrival.Id, arrival.ActorId, true, new JsonObject { ["evenings"] = true }, TestContext.Current.CancellationToken)));
        await scenario.PassAsync(TimeSpan.FromHours(12));

        Assert.DoesNotContain("E58", await scenario.OwedAsync(Amina));
        Assert.True(await scenario.IsOpenAtAsync(enrolment, "PAR-5.4"));
    }

    [Theory, Databases]
    public async Task Whoever_wants_to_be_left_out_of_the_story_is_not_asked_for_a_part_of_it(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await ChooseWordsAsync(scenario, enrolment, "ask");
        await ChooseWordsAsync(scenario, enrolment, "no");

        await scenario.ToStageAsync(enrolment, "PAR-6");
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, "PAR-6.4"), _ => true);

        Assert.DoesNotContain("E61", await scenario.OwedAsync(Amina));
    }

    [Theory, Databases]
    public async Task Whoever_chooses_to_be_left_out_of_the_story_while_they_are_asked_is_asked_no_longer(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var enrolment = await scenario.UpToTheSeatAsync(Amina);
        await scenario.ToStageAsync(enrolment, "PAR-6");
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, "PAR-6.3"), _ => true);
        await ChooseWordsAsync(scenario, enrolment, "anonymous");
        Assert.True(await scenario.IsOpenAtAsync(enrolment, "PAR-6.3"));

        await ChooseWordsAsync(scenario, enrolment, "no");

        Assert.False(await scenario.IsOpenAtAsync(enrolment, "PAR-6.3"));
        await scenario.UntilAsync(enrolment, () => scenario.IsOpenAtAsync(enrolment, "PAR-6.4"), _ => true);
    }

    static async Task ChooseWordsAsync(Scenario scenario, Guid enrolment, string choice)
    {
        var amina = new Actor(await scenario.PersonIdAsync(Amina), "Amina Reed");
        await scenario.Product.RunAsync<ChangeConsents>(change => change.ExecuteAsync(enrolment, amina, new JsonObject { ["case_words"] = choice }, TestContext.Current.CancellationToken));
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
    }

    [Theory, Databases]
    public async Task Scenario_33_Whoever_withdraws_before_there_was_a_seat_ends_ladders_and_is_thanked_once(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var writing = await scenario.ApplyAsync(Amina);
        var talking = await scenario.ApplyAsync(Tomas, "Tomas");
        await scenario.SubmitApplicationAsync(talking);
        await scenario.ReadAsync(talking, "PAR-1.3", new() { ["response"] = "consent" });
        Assert.Equal(("PAR-1", "PAR-2"), ((await scenario.EnrolmentAsync(writing)).StageKey, (await scenario.EnrolmentAsync(talking)).StageKey));

        foreach (var (enrolment, email, name) in new[] { (writing, Amina, "Amina"), (talking, Tomas, "Tomas") })
        {
            await scenario.PassAsync(TimeSpan.FromMinutes(1));
            await scenario.LeaveAsync(await scenario.EnrolmentAsync(enrolment));
            await scenario.PassAsync(TimeSpan.FromDays(40));

            Assert.Equal(EnrolmentState.Withdrawn, (await scenario.EnrolmentAsync(enrolment)).State);
            Assert.False(await scenario.IsOpenAsync(enrolment, "PAR"));
            Assert.Single(await scenario.OwedAsync(email), "E08");
            Assert.Equal("E08", (await scenario.OwedAsync(email))[^1]);
            Assert.Equal(1, await scenario.ToldTheLeadAsync($"{name} Reed has stepped out"));
        }
    }

    [Theory, Databases]
    public async Task Scenario_33_Whoever_withdraws_in_any_stage_ends_ladders_frees_the_seat_and_is_thanked_once(DatabaseProvider provider)
    {
        foreach (var stage in new[] { "PAR-3", "PAR-4", "PAR-5", "PAR-6" })
        {
            await using var scenario = await Scenario.StartAsync(provider, capacity: 1);
            var enrolment = await scenario.UpToTheSeatAsync(Amina);
            await scenario.UpToTheOfferAsync(Tomas, "Tomas");
            await scenario.ToStageAsync(enrolment, stage);
            await scenario.PassAsync(TimeSpan.FromMinutes(1));
            await scenario.LeaveAsync(await scenario.EnrolmentAsync(enrolment));
            await scenario.PassAsync(TimeSpan.FromDays(40));

            Assert.Equal(EnrolmentState.Withdrawn, (await scenario.EnrolmentAsync(enrolment)).State);
            Assert.False(await scenario.IsOpenAsync(enrolment, "PAR"));
            Assert.Equal(0, await scenario.Product.ReadAsync(db => db.Steps.CountAsync(step => step.EnrolmentId == enrolment && step.NextRungAt != null)));
            Assert.Equal(SeatState.Released, await scenario.SeatAsync(enrolment));
            Assert.Single(await scenario.OwedAsync(Amina), mail => mail == "E08");
            Assert.Equal(1, await scenario.ToldTheLeadAsync("Amina Reed has stepped out"));
            Assert.Equal("E08", (await scenario.OwedAsync(Amina))[^1]);
            Assert.Equal(stage != "PAR-6", (await scenario.OwedAsync(Tomas)).Contains("E50"));
        }
    }
}
