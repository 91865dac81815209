using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Pathways;
using Prisma.Workflows.Pathways.Runs;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Tests.Passages;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Enrolments;

/// <summary>A pathway stands still after a problem in one of its branches, and what is open in the others is done meanwhile.</summary>
public sealed class StandingStillTests
{
    static readonly Actor _wren = new(null, "Wren Alder");

    [Theory, Databases]
    public async Task What_was_done_meanwhile_is_heard_once_the_pathway_goes_on(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.PublishAsync(TwoBranches(Pathway.Event));
        var called = (await scenario.Product.RunAsync<CallEvent, Outcome<Enrolment>>(call => call.ExecuteAsync(scenario.EventId, _wren, Cancellation))).Value!;
        await scenario.Product.RaiseAsync("tools");
        Assert.Contains("nobody for that", await scenario.IncidentsAsync(called.Id), StringComparison.Ordinal);

        var done = await scenario.StepAsync(called.Id, "MEADOW");
        Assert.True((await scenario.Product.RunAsync<FinishTask, Submission>(finish => finish.ExecuteAsync(done.Id, done.ActorId, false, "It is mown.", Cancellation))).IsAccepted);
        Assert.Equal(0, await scenario.Product.CompletedAsync("mown"));
        await TryAgainAsync(scenario, called);
        Assert.Equal(0, await scenario.Product.CompletedAsync("mown"));
        await scenario.JoinAsync("edda@orrin.example", "Edda", Part.Steward);
        await TryAgainAsync(scenario, called);

        Assert.Equal(1, await scenario.Product.CompletedAsync("mown"));
        Assert.True(await scenario.IsOpenAsync(called.Id, "TOOLS"));
    }

    [Theory, Databases]
    public async Task A_process_that_dies_while_something_is_heard_leaves_the_step_open_for_whoever_sends_it_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.PublishAsync(TwoBranches(Pathway.Event));
        var called = (await scenario.Product.RunAsync<CallEvent, Outcome<Enrolment>>(call => call.ExecuteAsync(scenario.EventId, _wren, Cancellation))).Value!;
        await scenario.Product.RaiseAsync("tools");
        var done = await scenario.StepAsync(called.Id, "MEADOW");

        await Assert.ThrowsAsync<TimeoutException>(() => scenario.Product.RunAsync<FinishTask>(async finish =>
        {
            Assert.True((await finish.ExecuteAsync(done.Id, done.ActorId, false, "It is mown.", Cancellation)).IsAccepted);
            throw new TimeoutException("The machine is off.");
        }));

        Assert.True(await scenario.IsOpenAsync(called.Id, "MEADOW"));
        Assert.All((await scenario.Product.InstanceAsync(called.InstanceId)).BookmarksAsleep, bookmark => Assert.Null(bookmark.Heard));
        Assert.True((await scenario.Product.RunAsync<FinishTask, Submission>(finish => finish.ExecuteAsync(done.Id, done.ActorId, false, "It is mown.", Cancellation))).IsAccepted);
        Assert.Single((await scenario.Product.InstanceAsync(called.InstanceId)).BookmarksAsleep, bookmark => bookmark.Heard is not null);
    }

    [Theory, Databases]
    public async Task What_has_ended_meanwhile_is_troubled_no_longer_and_not_tried_again(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.PublishAsync(TwoBranches(Pathway.Participant));
        var amina = await scenario.EnrolmentAsync(await scenario.ApplyAsync("amina@reed.example"));
        await scenario.Product.RaiseAsync("tools");
        var failed = (await scenario.Product.InstanceAsync(amina.InstanceId)).Incidents.Single();

        await scenario.Product.RunAsync<Withdraw, Submission>(withdraw => withdraw.ExecuteAsync(amina.Id, amina.PersonId, "", Enrolment.Keep, Cancellation));

        Assert.Empty(await scenario.Product.RunAsync<ListTroubled, IReadOnlyList<TroubledInstance>>(list => list.ExecuteAsync(Cancellation)));
        await scenario.JoinAsync("edda@orrin.example", "Edda", Part.Steward);
        Assert.False(await scenario.Product.RunAsync<RetryIncident, bool>(retry => retry.ExecuteAsync(amina.InstanceId, failed.Id, "Wren Alder", Cancellation)));
        Assert.False(await scenario.IsOpenAsync(amina.Id, "TOOLS"));
    }

    [Theory, Databases]
    public async Task Whoever_is_left_of_the_team_hears_of_it_where_nobody_leads(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.PublishAsync(TwoBranches(Pathway.Participant));
        var amina = await scenario.ApplyAsync("amina@reed.example");
        await scenario.JoinAsync("ines@orrin.example", "Ines", Part.Potential);
        await scenario.Product.ChangeAsync(db => db.TeamMembers.RemoveRange(db.TeamMembers.Where(one => one.Part == Part.Lead || one.Part == Part.Facilitator)));

        await scenario.Product.RaiseAsync("tools");

        Assert.Contains(await scenario.StoryAsync(amina), sentence => sentence.StartsWith("The pathway met a problem at “Bring the tools”; Ines", StringComparison.Ordinal));
        await scenario.PassAsync(TimeSpan.FromDays(1));
        Assert.Contains(scenario.Product.Mail.To("ines@orrin.example"), mail => mail.TextBody!.Contains("The pathway met a problem at “Bring the tools”", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task What_it_says_to_itself_and_what_its_team_becomes_meanwhile_is_heard_too(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hears = Activity("Prisma.WaitSignal", "hears", ("signals", new JsonArray(SignalNames.RolesOpen)), ("scope", "enrolment"));
        var amina = await StandsStillAsync(scenario, hears, "Received");

        await scenario.LeaveTeamAsync(Scenario.Hub);
        Assert.Equal(0, await scenario.Product.CompletedAsync("went"));
        await scenario.JoinAsync("edda@orrin.example", "Edda", Part.Steward);
        await TryAgainAsync(scenario, amina);

        Assert.Equal(1, await scenario.Product.CompletedAsync("went"));
        Assert.True(await scenario.IsOpenAsync(amina.Id, "TOOLS"));
    }

    [Theory, Databases]
    public async Task It_waits_for_the_day_that_its_event_has_by_then(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await StandsStillAsync(scenario, Activity("Prisma.WaitUntil", "until", ("until", "T-100")), "Reached");

        Assert.Equal(ChangeState.UnderWay, (await MovedEventTests.MoveAsync(scenario, -40)).Value!.State);
        await scenario.WorkAsync();
        await scenario.JoinAsync("edda@orrin.example", "Edda", Part.Steward);
        await TryAgainAsync(scenario, amina);
        Assert.Equal(0, await scenario.Product.CompletedAsync("went"));
        await scenario.PassAsync(TimeSpan.FromDays(42));

        Assert.Equal(1, await scenario.Product.CompletedAsync("went"));
    }

    [Theory, Databases]
    public async Task What_is_said_meanwhile_is_heard_in_a_workflow_that_it_waits_for(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var hears = Activity("Prisma.WaitSignal", "hears", ("signals", new JsonArray(SignalNames.RolesOpen)), ("scope", "enrolment"));
        hears["port"] = "Received";
        var child = Activity("Prisma.Child", "child", ("workflow", "aside"));
        await scenario.Product.PublishAsync(TwoBranches("aside", hears, Say("went")), Chain(Pathway.Participant, child, Say("back")).Replace("participant-1", "participant-short", StringComparison.Ordinal));
        var amina = await scenario.EnrolmentAsync(await scenario.ApplyAsync("amina@reed.example"));
        await scenario.Product.RaiseAsync("tools");

        await scenario.LeaveTeamAsync(Scenario.Hub);
        await scenario.JoinAsync("edda@orrin.example", "Edda", Part.Steward);
        await TryAgainAsync(scenario, amina, Assert.Single(await scenario.Product.RunAsync<ListTroubled, IReadOnlyList<TroubledInstance>>(list => list.ExecuteAsync(Cancellation))).Id);

        Assert.Equal(1, await scenario.Product.CompletedAsync("went"));
    }

    /// <summary>Amina's pathway, which waits for something in one branch and has failed in the other.</summary>
    static async Task<Enrolment> StandsStillAsync(Scenario scenario, JsonObject waits, string then)
    {
        waits["port"] = then;
        await scenario.Product.PublishAsync(TwoBranches(Pathway.Participant, waits, Say("went")));
        var amina = await scenario.EnrolmentAsync(await scenario.ApplyAsync("amina@reed.example"));
        await scenario.Product.RaiseAsync("tools");
        Assert.Contains("nobody for that", await scenario.IncidentsAsync(amina.Id), StringComparison.Ordinal);
        return amina;
    }

    static async Task TryAgainAsync(Scenario scenario, Enrolment called, string? run = null)
    {
        var incident = (await scenario.Product.InstanceAsync(run ?? called.InstanceId)).Incidents.Single(one => one.RetriedAt is null);
        Assert.True((await scenario.Product.RunAsync<TryAgain, Submission>(again => again.ExecuteAsync(called.Id, run ?? called.InstanceId, incident.Id, "Wren Alder", Cancellation))).IsAccepted);
    }

    /// <summary>The meadow is mown, or something else done, beside the tools, which are for a steward, whom this event's team does not have yet.</summary>
    static string TwoBranches(string pathway, params JsonObject[] other)
    {
        JsonObject[] beside = other.Length > 0 ? other : [Activity("Prisma.Task", "meadow", ("step", "MEADOW"), ("title", "Mow the meadow")), Say("mown")];
        var definition = JsonNode.Parse(Chain(
            pathway, [Say("begin"), .. beside, Wait("wait", "tools"), Activity("Prisma.Task", "tools", ("step", "TOOLS"), ("title", "Bring the tools"), ("actor", "steward"))]))!;
        definition["id"] = $"{pathway}-short";
        foreach (var connection in definition["root"]!["connections"]!.AsArray().Where(one => one!["target"]!["activity"]!.ToString() == "wait"))
            connection!["source"]!["activity"] = "begin";
        return definition.ToJsonString();
    }
}
