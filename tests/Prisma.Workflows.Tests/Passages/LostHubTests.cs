using System.Globalization;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Pathways.Changes.Pauses;

namespace Prisma.Workflows.Tests.Passages;

/// <summary>The hub that was to host withdraws, before it signed (domain.md §7) or after (acceptance scenario 22): everybody hears it in approved words, and another is found or the event is cancelled.</summary>
public sealed class LostHubTests
{
    const string Amina = "amina@reed.example", Slow = "noor@water.example", Ines = "ines@weir.example", Words = "Millrace Commons lost its roof; we are asking two neighbours.";

    [Theory, Databases]
    public async Task Scenario_22_Nothing_is_reminded_of_and_all_are_told_once_a_facilitator_stands_by_the_words(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var pause = await LoseHubAsync(scenario);
        await scenario.PassAsync(TimeSpan.FromHours(20));

        Assert.Equal(new DateOnly(2027, 7, 29), pause.WaitsUntil);
        Assert.DoesNotContain("E23b", await scenario.OwedAsync(Amina));
        Assert.Contains("E68", await scenario.OwedAsync(Scenario.Facilitator));
        Assert.False((await ApproveAsync(scenario, pause, Scenario.Hub)).IsDone);
        var reminders = await scenario.OwedAsync(Amina);
        Assert.True((await ApproveAsync(scenario, pause, Scenario.Facilitator)).IsDone);
        await scenario.PassAsync(TimeSpan.FromDays(8));

        Assert.Equal([.. reminders, "E23b"], await scenario.OwedAsync(Amina));
        Assert.Contains("E23b", await scenario.OwedAsync(Scenario.Hub));
        Assert.Contains(Words, await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E23b").Select(mail => mail.Facts).FirstAsync()), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Scenario_22_Without_another_hub_the_event_is_cancelled_after_eleven_days_at_the_standard_pace(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.InviteAsync(Pathway.Network, "Slow Water Network", "Noor Aske", Slow);
        await ApproveAsync(scenario, await LoseHubAsync(scenario), Scenario.Lead);
        Assert.Contains("E23b", await scenario.OwedAsync(Slow));
        await scenario.PassAsync(TimeSpan.FromDays(11));
        Assert.DoesNotContain("E24", await scenario.OwedAsync(Amina));

        await scenario.PassAsync(TimeSpan.FromDays(2));

        Assert.Single(await scenario.OwedAsync(Amina), "E24");
        Assert.Single(await scenario.OwedAsync(Slow), "E24o");
        Assert.Single(await scenario.OwedAsync(Scenario.Facilitator), "E24t");
        Assert.DoesNotContain(
            $"\"{Scenario.Lead}\"",
            await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E24t" && db.People.Any(one => one.Id == mail.PersonId && one.Email == Scenario.Lead)).Select(mail => mail.Facts).SingleAsync()),
            StringComparison.Ordinal);
        Assert.NotNull(await CancelledAtAsync(scenario));
    }

    [Theory, Databases]
    public async Task Scenario_22_Another_hub_that_signs_lets_everything_go_on(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await ApproveAsync(scenario, await LoseHubAsync(scenario), Scenario.Lead);
        await scenario.PassAsync(TimeSpan.FromDays(8));
        await scenario.ReachAsync(SignalNames.Hosted);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        await scenario.PassAsync(TimeSpan.FromDays(9));

        Assert.Contains("E23c", await scenario.OwedAsync(Amina));
        Assert.Contains("E05", (await scenario.OwedAsync(Amina)).SkipWhile(mail => mail != "E23c"));
        Assert.Null(await PausedAtAsync(scenario));
        Assert.Null(await CancelledAtAsync(scenario));
    }

    [Theory, Databases]
    public async Task A_hub_that_is_refused_after_it_signed_leaves_a_host_to_be_sought_at_once_and_its_agreement_ended_after_its_notice(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 7, 18, 9, 0, 0, TimeSpan.Zero));
        var hub = await MovedEventTests.HostAsync(scenario);
        var now = scenario.Product.Time.GetUtcNow();

        await scenario.Product.ChangeAsync(db =>
        {
            var refused = db.Enrolments.Single(one => one.Id == hub);
            (refused.State, refused.EndedAt, refused.NoticeEndsAt, refused.LiveKey) = (EnrolmentState.Declined, now, now.AddDays(30), null);
        });
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.NotNull(await PausedAtAsync(scenario));
        await scenario.PassAsync(TimeSpan.FromDays(30));
        Assert.Equal(AgreementState.Ended, await scenario.Product.ReadAsync(db => db.Agreements.Where(one => one.EnrolmentId == hub && one.TemplateId == "A-03").Select(one => one.State).SingleAsync()));
    }

    [Theory, Databases]
    public async Task A_gate_that_was_being_read_goes_on_where_it_was_without_the_days_rested(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var pause = await LoseHubAsync(scenario, beforehand: enrolment => scenario.SubmitApplicationAsync(enrolment));
        var enrolment = await scenario.Product.ReadAsync(db => db.Enrolments.Where(one => one.Person.Email == Amina).Select(one => one.Id).SingleAsync());
        await ApproveAsync(scenario, pause, Scenario.Lead);
        await scenario.PassAsync(TimeSpan.FromDays(10));
        await scenario.ReachAsync(SignalNames.Hosted);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        await scenario.PassAsync(TimeSpan.FromDays(1));

        Assert.True(await scenario.IsOpenAsync(enrolment, "PAR-1.3"));
        Assert.DoesNotContain(await scenario.StoryAsync(enrolment), sentence => sentence.Contains("left unanswered", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task What_was_asked_of_the_lost_hub_in_other_passages_is_asked_of_whoever_acts_for_the_place_now(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 5, 18, 9, 0, 0, TimeSpan.Zero));
        var writing = await scenario.ApplyAsync(Amina);
        var hub = await scenario.EnrolmentAsync(await MovedEventTests.HostAsync(scenario));
        var now = scenario.Product.Time.GetUtcNow();
        await scenario.Product.ChangeAsync(db => db.Steps.Add(new Step
        {
            EnrolmentId = writing,
            Key = "PAR-5.2",
            Round = 1,
            Kind = StepKind.Task,
            Title = "Welcome them",
            StageKey = "PAR-5",
            ActorId = hub.PersonId,
            ActorPart = "hub-lead",
            OpenedAt = now,
            DueAt = now.AddDays(9),
        }));

        await scenario.WorkAfterAsync(scenario.Product.RunAsync<Withdraw, Submission>(withdraw => withdraw.ExecuteAsync(hub.Id, hub.PersonId, "", "keep", Cancellation)));

        Assert.Equal(Scenario.Hub, await scenario.ActorOfAsync(writing, "PAR-5.2"));
        Assert.Contains(await scenario.StoryAsync(writing), sentence => sentence == "Ode Marsh steps in for “Welcome them”.");
    }

    [Theory, Databases]
    public async Task A_hub_that_leaves_before_it_signs_leaves_two_weeks_for_another_to_begin(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var pause = await LoseScreenedHubAsync(scenario);

        Assert.Equal(DayOf(pause.ProposedAt).AddDays(14), pause.WaitsUntil);
        Assert.DoesNotContain("hub.screened", await SignalsAsync(scenario));
        Assert.Contains(
            $"if no other hub begins its way by {pause.WaitsUntil!.Value.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture)}",
            await scenario.Product.ReadAsync(db => db.Outbox.Where(mail => mail.Key.Contains($"pause-{pause.Id:N}")).Select(mail => mail.Facts).FirstAsync()),
            StringComparison.Ordinal);
        await ApproveAsync(scenario, pause, Scenario.Facilitator);
        var next = await scenario.InviteAsync(Pathway.Hub, "Lower Weir", "Ines Weir", Ines);
        await scenario.PassAsync(TimeSpan.FromDays(3));
        Assert.NotNull(await PausedAtAsync(scenario));

        await scenario.DoAllAsync(next, step => step.Key == "HUB-1.1");
        await scenario.PassAsync(TimeSpan.FromDays(12));

        Assert.Null(await PausedAtAsync(scenario));
        Assert.Null(await CancelledAtAsync(scenario));
        Assert.Contains("Another place is on its way to host the event, and everything goes on.", await scenario.Product.ReadAsync(db => db.Audit.Select(entry => entry.Sentence).ToListAsync()));
    }

    [Theory, Databases]
    public async Task Without_another_hub_in_two_weeks_the_event_is_cancelled(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await LoseScreenedHubAsync(scenario);
        await scenario.PassAsync(TimeSpan.FromDays(14));
        Assert.Null(await CancelledAtAsync(scenario));

        await scenario.PassAsync(TimeSpan.FromDays(2));

        Assert.NotNull(await CancelledAtAsync(scenario));
    }

    [Theory, Databases]
    public async Task A_hub_that_leaves_while_another_is_on_its_way_or_before_any_was_screened_holds_up_nothing(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(await scenario.InviteAsync(Pathway.Hub, "Upper Weir", "Ada Weir", "ada@weir.example")));
        Assert.Empty(await scenario.Product.ReadAsync(db => db.EventChanges.ToListAsync()));
        var (first, second) = (await scenario.InviteAsync(Pathway.Hub, "Lower Weir", "Ines Weir", Ines), await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", "maren@brook.example"));
        await scenario.DoAllAsync(second, step => step.Key == "HUB-1.1");
        await scenario.UntilAsync(first, () => scenario.IsOpenAtAsync(first, "HUB-2.1"), _ => true);

        await scenario.LeaveAsync(await scenario.EnrolmentAsync(first));
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Empty(await scenario.Product.ReadAsync(db => db.EventChanges.ToListAsync()));
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(second));
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        Assert.NotNull(await PausedAtAsync(scenario));
    }

    [Theory, Databases]
    public async Task A_hub_that_stood_beside_and_leaves_while_a_host_is_sought_gives_no_more_days(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var beside = await scenario.EnrolmentAsync(await scenario.InviteAsync(Pathway.Hub, "Lower Weir", "Ines Weir", Ines));
        await scenario.DoAllAsync(beside.Id, step => step.Key == "HUB-1.1");
        await scenario.Product.ChangeAsync(db => db.TeamMembers.Add(new TeamMember { EventId = scenario.EventId, PersonId = beside.PersonId, Part = Part.SupportingHub }));
        var pause = await LoseScreenedHubAsync(scenario);

        await scenario.PassAsync(TimeSpan.FromDays(3));
        await scenario.LeaveAsync(beside);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(pause.Id, (await scenario.Product.ReadAsync(db => db.EventChanges.SingleAsync())).Id);
    }

    [Theory, Databases]
    public async Task The_only_hub_that_stands_beside_instead_leaves_a_host_to_be_sought_and_none_by_leaving_later(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartWholeAsync(provider);
        var hub = await scenario.EnrolmentAsync(await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", "maren@brook.example"));
        await scenario.UntilAsync(hub.Id, () => scenario.IsOpenAtAsync(hub.Id, "HUB-2.1"), _ => true);
        await scenario.Product.ChangeAsync(db =>
        {
            db.TeamMembers.Where(member => member.PersonId == hub.PersonId).ExecuteDelete();
            db.TeamMembers.Add(new TeamMember { EventId = scenario.EventId, PersonId = hub.PersonId, Part = Part.SupportingHub });
        });
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        Assert.NotNull(await PausedAtAsync(scenario));
        var next = await scenario.InviteAsync(Pathway.Hub, "Lower Weir", "Ines Weir", Ines);
        await scenario.DoAllAsync(next, step => step.Key == "HUB-1.1");
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        await scenario.LeaveAsync(hub);
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        Assert.Null(await PausedAtAsync(scenario));
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(next));
        await scenario.PassAsync(TimeSpan.FromMinutes(1));

        var pauses = await scenario.Product.ReadAsync(db => db.EventChanges.Where(change => change.Kind == ChangeKind.Pause).OrderBy(change => change.ProposedAt).Select(change => change.ProposedBy).ToListAsync());
        Assert.Equal(["Millrace Commons", "Lower Weir"], pauses);
    }

    /// <summary>A hub was screened, and withdraws before the hosting agreement is put before it.</summary>
    static async Task<EventChange> LoseScreenedHubAsync(Scenario scenario)
    {
        await scenario.FillTeamAsync();
        var hub = await scenario.InviteAsync(Pathway.Hub, "Millrace Commons", "Maren Brook", "maren@brook.example");
        await scenario.UntilAsync(hub, () => scenario.IsOpenAtAsync(hub, "HUB-2.1"), _ => true);
        Assert.Contains("hub.screened", await SignalsAsync(scenario));
        await scenario.LeaveAsync(await scenario.EnrolmentAsync(hub));
        await scenario.PassAsync(TimeSpan.FromMinutes(1));
        return await scenario.Product.ReadAsync(db => db.EventChanges.SingleAsync());
    }

    static Task<List<string>> SignalsAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.EventSignals.Select(signal => signal.Name).ToListAsync());

    static Task<DateTimeOffset?> PausedAtAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Events.Select(one => one.PausedAt).SingleAsync());

    static Task<DateTimeOffset?> CancelledAtAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Events.Select(one => one.CancelledAt).SingleAsync());

    static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);

    /// <summary>Fifty days before the event somebody is writing an application, and the hub withdraws.</summary>
    static async Task<EventChange> LoseHubAsync(Scenario scenario, Func<Guid, Task>? beforehand = null)
    {
        scenario.Product.Time.SetUtcNow(new DateTimeOffset(2027, 7, 18, 9, 0, 0, TimeSpan.Zero));
        await scenario.Product.ChangeAsync(db => db.Events.Single().CallClosesOn = new DateOnly(2027, 8, 20));
        var writing = await scenario.ApplyAsync(Amina);
        await (beforehand?.Invoke(writing) ?? Task.CompletedTask);
        var hub = await scenario.EnrolmentAsync(await MovedEventTests.HostAsync(scenario));
        await scenario.LeaveAsync(hub);
        return await scenario.Product.ReadAsync(db => db.EventChanges.SingleAsync());
    }

    static async Task<Outcome<EventChange>> ApproveAsync(Scenario scenario, EventChange pause, string by)
    {
        var person = await scenario.Product.ReadAsync(db => db.People.SingleAsync(one => one.Email == by));
        return await scenario.WorkAfterAsync(scenario.Product.RunAsync<ApprovePause, Outcome<EventChange>>(approve => approve.ExecuteAsync(pause.Id, Words, Actor.Of(person), Cancellation)));
    }
}
