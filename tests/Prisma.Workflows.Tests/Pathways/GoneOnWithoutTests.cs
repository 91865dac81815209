using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments.Organisations;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Pathways;

/// <summary>A pathway goes on without what it had asked for, as a hub's does ten days before the event: that is asked of nobody any more, and what is asked beside it goes on.</summary>
public sealed class GoneOnWithoutTests
{
    [Theory, Databases]
    public async Task Nobody_signs_what_the_pathway_went_on_without(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await BesideEachOtherAsync(scenario, Sign("late", "LATE", "A-01"), Sign("other", "OTHER", "A-02"));
        var asked = await scenario.StepAsync(amina, "LATE");
        await scenario.Product.RunAsync<AskAboutAgreement, Submission>(ask => ask.ExecuteAsync(asked.Id, asked.ActorId, "What does the second clause mean?", Cancellation));

        await scenario.Product.RaiseAsync("enough");

        Assert.True(await scenario.IsOpenAsync(amina, "AFTER"));
        Assert.False(await scenario.IsOpenAsync(amina, "LATE"));
        Assert.True(await scenario.IsOpenAsync(amina, "OTHER"));
        Assert.Equal([AgreementState.Ended, AgreementState.Signing], await scenario.Product.ReadAsync(db => db.Agreements.OrderBy(one => one.TemplateId).Select(one => one.State).ToListAsync(Cancellation)));
        Assert.Contains(await scenario.StoryAsync(amina), sentence => sentence.EndsWith("is signed no further; the pathway goes on without it.", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Nobody_reads_for_what_the_pathway_went_on_without(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await BesideEachOtherAsync(scenario, Review("late", "LATE"), Review("other", "OTHER"));

        await scenario.Product.RaiseAsync("enough");

        Assert.True(await scenario.IsOpenAsync(amina, "AFTER"));
        Assert.False(await scenario.IsOpenAsync(amina, "LATE"));
        Assert.True(await scenario.IsOpenAsync(amina, "OTHER"));
        Assert.Equal([("LATE", "Cancelled"), ("OTHER", "")], (await scenario.Product.ReadAsync(db => db.Reviews.OrderBy(one => one.StepKey).Select(one => new { one.StepKey, one.Outcome }).ToListAsync(Cancellation))).Select(one => (one.StepKey, one.Outcome)));
    }

    [Theory, Databases]
    public async Task What_was_decided_in_a_round_before_stays_as_it_was_decided(DatabaseProvider provider)
    {
        await using var scenario = await Scenario.StartAsync(provider);
        var amina = await BesideEachOtherAsync(scenario, Review("late", "LATE"), Review("other", "OTHER"));
        await scenario.ReadAsync(amina, "LATE", new JsonObject { ["response"] = "return", ["questions"] = new JsonArray(new JsonObject { ["text"] = "Can you come by train?" }) });
        Assert.True(await scenario.IsOpenAsync(amina, "LATE"));

        await scenario.Product.RaiseAsync("enough");

        Assert.False(await scenario.IsOpenAsync(amina, "LATE"));
        Assert.Equal(["Returned", "Cancelled"], await scenario.Product.ReadAsync(db => db.Reviews.Where(one => one.StepKey == "LATE").OrderBy(one => one.Round).Select(one => one.Outcome).ToListAsync(Cancellation)));
    }

    static JsonObject Sign(string id, string step, string agreement) =>
        Activity("Prisma.Sign", id, ("step", step), ("title", "What we agree on"), ("agreement", agreement), ("parties", new JsonArray("stakeholder")));

    static JsonObject Review(string id, string step) => Activity("Prisma.Review", id, ("step", step), ("title", "Can this person take part?"), ("gate", "C1"));

    /// <summary>The first is waited for until there is enough without it, the second for as long as it takes.</summary>
    static async Task<Guid> BesideEachOtherAsync(Scenario scenario, JsonObject late, JsonObject other)
    {
        var definition = JsonNode.Parse(Chain(
            Pathway.Participant, Say("begin"), Wait("wait", "enough"), Activity("Elsa.FlowJoin", "any", ("mode", "WaitAny")), Activity("Prisma.Task", "after", ("step", "AFTER"), ("title", "Go on"), ("actor", "lead")), late, other))!;
        definition["id"] = $"{Pathway.Participant}-short";
        var connections = definition["root"]!["connections"]!.AsArray();
        foreach (var (place, source, port, target) in new[] { (3, "begin", "Done", "late"), (4, "begin", "Done", "other") })
            connections[place] = Connection(source, port, target);
        var (onwards, back) = late["type"]!.ToString() == "Prisma.Sign" ? ("Active", "QuestionRaised") : ("Consented", "Returned");
        connections.Add(Connection("late", onwards, "any"));
        connections.Add(Connection("late", back, "late"));
        await scenario.Product.PublishAsync(definition.ToJsonString());
        return await scenario.ApplyAsync("amina@reed.example");
    }

    static JsonObject Connection(string source, string port, string target) => new()
    {
        ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = target, ["port"] = "In" },
    };
}
