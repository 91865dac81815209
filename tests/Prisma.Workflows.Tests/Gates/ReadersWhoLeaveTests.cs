namespace Prisma.Workflows.Tests.Gates;

/// <summary>Readers of a gate who leave the team, before they have answered or after (domain.md §5.6).</summary>
public sealed class ReadersWhoLeaveTests
{
    const string Maren = "maren@brook.example";

    static readonly JsonObject _consent = new() { ["response"] = "consent" };

    [Theory, Databases]
    public async Task Whoever_takes_the_place_of_a_reader_who_left_is_asked_and_where_nobody_does_the_others_decide(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var nela = await scenario.HireAsync("Nela", Part.Enacting);
        var hub = await scenario.UpToTheHubsGateAsync(Maren);
        Assert.Contains(nela.PersonId, await ReadersAsync(scenario, hub));

        var piet = await scenario.HireAsync("Piet", Part.Enacting);
        Assert.Contains(piet.PersonId, await ReadersAsync(scenario, hub));
        Assert.DoesNotContain(nela.PersonId, await ReadersAsync(scenario, hub));
        await scenario.DoAllAsync(hub, step => step.Kind == StepKind.Reading && step.ActorId != piet.PersonId);
        Assert.DoesNotContain("E27", await scenario.OwedAsync(Maren));

        await scenario.NameTeamAsync();
        Assert.Contains("E27", await scenario.OwedAsync(Maren));
    }

    [Theory, Databases]
    public async Task Where_a_reader_leaves_who_has_answered_and_too_few_remain_whoever_comes_is_asked(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hub = await scenario.UpToTheHubsGateAsync(Maren);
        var left = await scenario.ActorOfAsync(hub, "HUB-1.4");
        await scenario.ReadAsync(hub, "HUB-1.4", (JsonObject)_consent.DeepClone());

        await scenario.LeaveTeamAsync(left);
        Assert.Single(await ReadersAsync(scenario, hub));
        var nela = await scenario.HireAsync("Nela", Part.Enacting);
        await scenario.HireAsync("Piet", Part.Evaluating, nela);

        Assert.Contains(nela.PersonId, await ReadersAsync(scenario, hub));
        Assert.Equal(2, (await ReadersAsync(scenario, hub)).Count);
        await scenario.ReadAllAsync(hub, "HUB-1.4", _consent);
        Assert.Contains("E27", await scenario.OwedAsync(Maren));
    }

    [Theory, Databases]
    public async Task Whoever_comes_is_asked_only_where_too_few_remain_who_can_be_heard(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var nela = await scenario.HireAsync("Nela", Part.Enacting);
        var hub = await scenario.UpToTheHubsGateAsync(Maren);
        await scenario.DoAllAsync(hub, step => step.Kind == StepKind.Reading && step.ActorId == nela.PersonId);
        var piet = await scenario.HireAsync("Piet", Part.Evaluating);
        Assert.DoesNotContain(piet.PersonId, await ReadersAsync(scenario, hub));
        Assert.Equal(2, (await ReadersAsync(scenario, hub)).Count);

        var left = await scenario.ActorOfAsync(hub, "HUB-1.4");
        await scenario.ReadAsync(hub, "HUB-1.4", (JsonObject)_consent.DeepClone());
        await scenario.LeaveTeamAsync(left);
        await scenario.NameTeamAsync(piet);
        Assert.Contains(piet.PersonId, await ReadersAsync(scenario, hub));
    }

    static Task<List<Guid>> ReadersAsync(Scenario scenario, Guid hub) => scenario.Product.ReadAsync(db =>
        db.Steps.Where(step => step.EnrolmentId == hub && step.State == StepState.Open && step.Kind == StepKind.Reading).Select(step => step.ActorId).ToListAsync());
}
