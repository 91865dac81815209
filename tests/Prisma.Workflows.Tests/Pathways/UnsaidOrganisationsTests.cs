using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Pathways.Changes;
using Prisma.Workflows.Pathways.Changes.Unsaid;
using Prisma.Workflows.Tests.Passages;

namespace Prisma.Workflows.Tests.Pathways;

/// <summary>The days pass, 6 to 15 September, and nobody has said that the event goes: what presupposes that it took place is neither kept nor asked of a hub, a network or a partner.</summary>
public sealed class UnsaidOrganisationsTests
{
    const string Maren = "maren@brook.example", Steward = "joss@orrin.example", Why = "The river took the bridge, and nobody told anybody here.";

    static readonly DateOnly _after = new(2027, 9, 20);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, Pathway.Hub, "HUB-7.3", "Hosted the intensive: welcome, kitchen, place")]
    [InlineData(DatabaseProvider.Sqlite, Pathway.Network, "NET-6.1", "Accompanied the intensive as practitioners")]
    [InlineData(DatabaseProvider.Sqlite, Pathway.Partner, "PTN-6.1", null)]
    public async Task Nothing_of_the_days_is_kept_or_asked_until_it_is_said_that_it_took_place(DatabaseProvider provider, string pathway, string asked, string? kept)
    {
        await using var scenario = await StartAsync(provider);
        var enrolment = await WaitingAsync(scenario, pathway);

        await OnAsync(scenario, _after);
        Assert.False(await scenario.IsOpenAtAsync(enrolment, asked));
        Assert.DoesNotContain(kept, await KeptAsync(scenario));
        Assert.True((await scenario.EnrolmentAsync(enrolment)).IsLive);
        Assert.True((await SayAsync(scenario)).IsDone);

        Assert.True(await scenario.IsOpenAtAsync(enrolment, asked));
        if (kept is not null)
            Assert.Single(await KeptAsync(scenario), kept);
    }

    [Fact]
    public async Task Whoever_came_to_see_the_showing_is_not_asked_what_they_saw_before_it_is_said()
    {
        await using var scenario = await StartAsync(DatabaseProvider.Sqlite);
        var partner = await OrganisationPassageTests.UpToAsync(scenario, Pathway.Partner, "PTN-1.2");
        await scenario.SubmitAsync(partner, "PTN-1.2", new JsonObject { ["kind"] = "external-evaluator" });
        await scenario.UntilAsync(partner, async () => (await scenario.OwedAsync(Maren)).Contains("E43"), _ => true);

        await OnAsync(scenario, _after);
        Assert.DoesNotContain("E43b", await scenario.OwedAsync(Maren));
        await SayAsync(scenario);

        Assert.True(await scenario.IsOpenAtAsync(partner, "PTN-5.3"));
    }

    [Fact]
    public async Task A_hub_that_stands_beside_is_not_asked_to_look_back_before_it_is_said()
    {
        await using var scenario = await StartAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync(SignalNames.Hosted);
        var hub = await OrganisationPassageTests.UpToAsync(scenario, Pathway.Hub, "HUB-3.1");
        await scenario.FinishAsync(hub, "HUB-3.1", "Fern House hosts this spring.", blocked: true);

        await OnAsync(scenario, _after);
        Assert.DoesNotContain("E59b", await scenario.OwedAsync(Maren));
        await SayAsync(scenario);

        Assert.True(await scenario.IsOpenAtAsync(hub, "HUB-2.6"));
    }

    [Theory, Databases]
    public async Task Moved_while_it_was_not_said_the_word_for_the_new_days_brings_nothing_before_they_are_over(DatabaseProvider provider)
    {
        await using var scenario = await StartAsync(provider);
        var hub = await WaitingAsync(scenario, Pathway.Hub);
        await OnAsync(scenario, _after);
        await MoveAsync(scenario);

        await scenario.ReachAsync(SignalNames.Goes);
        await scenario.ReachAsync("event.ready");
        Assert.DoesNotContain(await KeptAsync(scenario), IsOfTheDays);
        await OnAsync(scenario, new DateOnly(2028, 5, 13));

        Assert.Single(await KeptAsync(scenario), IsOfTheDays);
        Assert.True(await scenario.IsOpenAtAsync(hub, "HUB-7.3"));
    }

    [Fact]
    public async Task Moved_after_it_was_said_the_new_days_need_a_word_of_their_own()
    {
        await using var scenario = await StartAsync(DatabaseProvider.Sqlite);
        await scenario.ReachAsync(SignalNames.Goes);
        var hub = await WaitingAsync(scenario, Pathway.Hub);
        await MoveAsync(scenario);

        await OnAsync(scenario, new DateOnly(2028, 5, 20));
        Assert.DoesNotContain(await KeptAsync(scenario), IsOfTheDays);
        await SayAsync(scenario);

        Assert.Single(await KeptAsync(scenario), IsOfTheDays);
        Assert.True(await scenario.IsOpenAtAsync(hub, "HUB-7.3"));
    }

    [Fact]
    public async Task Cancelled_it_ends_whoever_waits_for_the_word()
    {
        await using var scenario = await StartAsync(DatabaseProvider.Sqlite);
        var hub = await WaitingAsync(scenario, Pathway.Hub);
        await OnAsync(scenario, _after);
        var lead = await LeadAsync(scenario);

        Assert.True((await scenario.WorkAfterAsync(scenario.Product.RunAsync<CancelEvent, Outcome<EventChange>>(cancel => cancel.ExecuteAsync(scenario.EventId, Why, "", "Listening to the Orrin", lead, Cancellation)))).IsDone);

        Assert.Equal(EnrolmentState.Cancelled, (await scenario.EnrolmentAsync(hub)).State);
        Assert.DoesNotContain(await KeptAsync(scenario), IsOfTheDays);
    }

    static async Task<Scenario> StartAsync(DatabaseProvider provider)
    {
        var scenario = await Scenario.StartWholeAsync(provider);
        await scenario.ReachAsync(SignalNames.IntentionConsented, "event.design.consented", SignalNames.Aligned);
        return scenario;
    }

    /// <summary>All is done that comes before the days.</summary>
    static async Task<Guid> WaitingAsync(Scenario scenario, string pathway)
    {
        var (open, stage) = pathway switch { Pathway.Hub => ("HUB-1.2", "HUB-7"), Pathway.Network => ("NET-1.2", "NET-5"), _ => ("PTN-1.2", "PTN-5") };
        var enrolment = await OrganisationPassageTests.UpToAsync(scenario, pathway, open);
        await scenario.UntilAsync(enrolment, async () => (await scenario.EnrolmentAsync(enrolment)).StageKey == stage, _ => true);
        await scenario.DoAllAsync(enrolment, _ => true);
        await scenario.DoAllAsync(enrolment, _ => true);
        return enrolment;
    }

    static bool IsOfTheDays(string what) => what.StartsWith("Hosted the intensive", StringComparison.Ordinal);

    static Task OnAsync(Scenario scenario, DateOnly day) => scenario.PassAsync(new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero) - scenario.Product.Time.GetUtcNow());

    static Task<List<string>> KeptAsync(Scenario scenario) => scenario.Product.ReadAsync(db => db.Contributions.Select(one => one.What).ToListAsync(Cancellation));

    static async Task<Actor> LeadAsync(Scenario scenario) => new(await scenario.PersonIdAsync(Scenario.Lead), "Wren Alder");

    static async Task<Outcome<Event>> SayAsync(Scenario scenario)
    {
        var lead = await LeadAsync(scenario);
        return await scenario.WorkAfterAsync(scenario.Product.RunAsync<SayTookPlace, Outcome<Event>>(say => say.ExecuteAsync(scenario.EventId, lead, Cancellation)));
    }

    static async Task MoveAsync(Scenario scenario)
    {
        var (lead, steward) = (await LeadAsync(scenario), new Actor(await scenario.PersonIdAsync(Steward), "Joss Reed"));
        var proposed = await scenario.Product.RunAsync<MoveEvent, Outcome<EventChange>>(move => move.ExecuteAsync(scenario.EventId, new DateOnly(2028, 5, 1), new DateOnly(2028, 5, 10), Why, lead, Cancellation));
        Assert.True((await scenario.WorkAfterAsync(scenario.Product.RunAsync<MoveEvent, Outcome<EventChange>>(move => move.AnswerAsync(proposed.Value!.Id, true, steward, Cancellation)))).IsDone);
    }
}
