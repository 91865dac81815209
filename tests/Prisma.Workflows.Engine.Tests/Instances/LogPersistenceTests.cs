using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Engine.Tests.Samples;
using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Instances;

public sealed class LogPersistenceTests
{
    const string IncludeStrategy = """{"evaluationMode":"Strategy","strategyType":"Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core"}""";

    [Theory]
    [InlineData("{}", "{}", "")]
    [InlineData("{}", """{"logPersistenceMode":"Include"}""", "cause,who")]
    [InlineData("""{"logPersistenceMode":"Include"}""", "{}", "cause,who")]
    [InlineData("""{"logPersistenceMode":"Include"}""", """{"logPersistenceMode":"Exclude"}""", "")]
    [InlineData("""{"logPersistenceMode":"Include"}""", """{"logPersistenceMode":"Inherit"}""", "cause,who")]
    [InlineData("{}", """{"logPersistenceMode":{"default":"Include","inputs":{"category":"Exclude"}}}""", "cause")]
    [InlineData("{}", """{"logPersistenceMode":{"default":"Inherit","inputs":{"Category":"Include"}}}""", "who")]
    [InlineData("{}", "{\"logPersistenceConfig\":{\"default\":" + IncludeStrategy + "}}", "cause,who")]
    [InlineData("{}", "{\"logPersistenceConfig\":{\"inputs\":{\"category\":" + IncludeStrategy + "}}}", "who")]
    [InlineData("""{"logPersistenceMode":"Include"}""", """{"logPersistenceConfig":{"default":{"evaluationMode":"Expression","expression":{"type":"JavaScript","value":"'Include'"}}}}""", "")]
    public void The_history_keeps_the_inputs_its_author_asked_for(string ofTheDefinition, string ofTheActivity, string kept)
    {
        var activity = Activity("f", "Elsa.Fault", ("category", Literal("who")), ("code", Literal("cause")), ("customProperties", JsonNode.Parse(ofTheActivity)));
        var run = new Run(Definition(activity, document => document["customProperties"] = JsonNode.Parse(ofTheDefinition))).Start();

        var inputs = run.Log.Single(entry => entry.Event == ActivityLogEvent.Started).Inputs;
        Assert.Equal(kept, string.Join(',', (inputs ?? []).Where(input => input.Value is not null).Select(input => input.Value!.GetValue<string>()).Order(StringComparer.Ordinal)));
    }
}
