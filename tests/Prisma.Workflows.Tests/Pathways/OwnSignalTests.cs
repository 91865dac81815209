using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Tests.Authoring.Outline;

namespace Prisma.Workflows.Tests.Pathways;

/// <summary>What one passage says to itself.</summary>
public sealed class OwnSignalTests
{
    const string Mine = "team.found";

    [Theory, Databases]
    public async Task A_signal_of_one_enrolment_is_heard_there_and_neither_in_another_nor_by_the_event(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        await scenario.Product.PublishAsync(SaysToItself());
        var first = await scenario.InviteAsync(Pathway.Network, "Slow Water Network", "Noor Aske", "noor@aske.example");
        await scenario.InviteAsync(Pathway.Network, "Watershed Listeners", "Oren Vale", "oren@vale.example");

        await scenario.FinishAsync(first, "X-1", "We found each other.");

        Assert.Equal(1, await scenario.Product.CompletedAsync("said"));
        Assert.Equal([first], await scenario.Product.ReadAsync(db => db.ActivityLog.Where(entry => entry.ActivityId == "heard" && entry.Event == "Completed")
            .Join(db.Enrolments, entry => entry.InstanceId, one => one.InstanceId, (_, one) => one.Id).ToListAsync(Cancellation)));
        Assert.False(await scenario.Product.ReadAsync(db => db.EventSignals.AnyAsync(signal => signal.Name == Mine, Cancellation)));
    }

    /// <summary>A task and, beside it, somebody who waits for what is said when it is done.</summary>
    static string SaysToItself()
    {
        var pathway = JsonNode.Parse(Sketch.Of(["start:Elsa.Start", "task:Prisma.Task", "said:Prisma.Emit", "waits:Prisma.WaitSignal", "heard:Elsa.WriteLine"], "start>task", "start>waits", "task>said", "waits.Received>heard"))!;
        (pathway["id"], pathway["definitionId"]) = ("own-signal-v1", Pathway.Network);
        var steps = pathway["root"]!["activities"]!.AsArray().ToDictionary(step => step!["id"]!.ToString(), step => step!.AsObject());
        Set("task", "step", "X-1");
        Set("task", "title", "Find each other");
        Set("task", "actor", "stakeholder");
        Set("said", "signal", Mine);
        Set("said", "scope", "enrolment");
        Set("waits", "signals", $"[\"{Mine}\"]", "Object");
        Set("waits", "scope", "enrolment");
        Set("heard", "text", "heard");
        return pathway.ToJsonString();

        void Set(string step, string input, string value, string type = "Literal") =>
            steps[step][input] = new JsonObject { ["typeName"] = type == "Literal" ? "String" : type, ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };
    }
}
