using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Instances;

public sealed class InstanceJsonTests
{
    [Fact]
    public void Variables_keep_their_types_between_bursts()
    {
        var definition = Definition(
            Chart("c", [Script("s", "setWhen('2026-05-01T12:00:00Z'); setSpan('01:30:00'); setTree('6f9619ff-8b86-d011-b42d-00cf4fc964ff'); setCost('1.20'); setRatio(2.0); setTags(['a']); setFree({ $type: 'x', value: 1 })"), Event("e")], "s>e"),
            Variables(Variable("When", "DateTimeOffset"), Variable("Span", "TimeSpan"), Variable("Tree", "Guid"), Variable("Cost", "Decimal"), Variable("Ratio", "Double"), Variable("Tags", "String[]"), Variable("Free")));
        var variables = new Run(definition).Start().Instance.Variables;

        Assert.Equal(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero), variables["When"]);
        Assert.Equal(TimeSpan.FromMinutes(90), variables["Span"]);
        Assert.Equal(new Guid("6f9619ff-8b86-d011-b42d-00cf4fc964ff"), variables["Tree"]);
        Assert.Equal(1.20m, variables["Cost"]);
        Assert.IsType<double>(variables["Ratio"]);
        Assert.Equal("""["a"]""", Assert.IsType<JsonArray>(variables["Tags"]).ToJsonString());
        Assert.Equal("""{"$type":"x","value":1}""", Assert.IsType<JsonObject>(variables["Free"]).ToJsonString());
    }

    [Fact]
    public void What_is_no_number_is_nothing_once_it_was_stored()
    {
        var run = new Run(Definition(Chart("c", [Script("s", "setFree(1 / 0)"), Event("e"), ScriptLine("l", "`${getFree()}`")], "s>e", "e>l"), Variables(Variable("Free")))).Start();

        Assert.Equal("null", run.Publish("e").Written);
    }

    [Fact]
    public void A_variable_kept_in_memory_is_forgotten_when_its_burst_ends()
    {
        var secret = Variable("Secret", "String");
        secret["storageDriverTypeName"] = "Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core";
        var run = new Run(Definition(
            Chart("c", [Script("s", "setSecret('x')"), ScriptLine("l", "`${getSecret()}`"), Event("e"), ScriptLine("m", "`${getSecret()}`")], "s>l", "l>e", "e>m"),
            Variables(secret))).Start().Publish("e");

        Assert.Equal("x null", run.Written);
    }

    [Fact]
    public void The_name_and_what_it_is_found_by_are_kept()
    {
        var run = new Run(Flow([Activity("n", "Elsa.SetName", ("value", Literal("Fern"))), Activity("c", "Elsa.Correlate", ("correlationId", Literal("fern-1"))), Event("e")], "n>c", "c>e")).Start();

        Assert.Equal(("Fern", "fern-1"), (run.Instance.Name, run.Instance.CorrelationId));
    }

    [Fact]
    public void A_state_is_small_however_large_its_definition()
    {
        var many = Enumerable.Range(0, 1000).Select(index => Line($"n{index}")).ToArray();
        var run = new Run(Flow([Event("e"), .. many], [.. Enumerable.Range(0, 1000).Select(index => $"e>n{index}")])).Start();

        Assert.True(InstanceJson.WriteText(run.Instance).Length < 1500, $"{InstanceJson.WriteText(run.Instance).Length} bytes");
    }

    [Fact]
    public void A_later_format_is_refused_with_the_reason()
    {
        var exception = Assert.Throws<NotSupportedException>(() => InstanceJson.Read("""{"format":99}"""));

        Assert.Contains("99", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_stored_by_the_first_format_still_finishes()
    {
        var run = new Run(Flow([Event("e"), Line("after")], "e>after"));
        var stored = InstanceJson.Read(FirstFormat);
        var burst = run.Runner.Resume(run.Definition, stored, "run.b4", null, new BurstContext(Run.Beginning));

        Assert.Equal(["after"], burst.Lines);
        Assert.Equal(InstanceSubStatus.Finished, burst.Instance.SubStatus);
    }

    const string FirstFormat = """
        {"format":1,"id":"run","definitionId":"sample","definitionVersionId":"sample-1","definitionVersion":1,"status":"Running","subStatus":"Suspended",
        "createdAt":"2026-03-01T09:00:00.0000000+00:00","updatedAt":"2026-03-01T09:00:00.0000000+00:00","sequence":6,
        "root":{"number":1,"activityId":"chart","status":"Running","startedAt":"2026-03-01T09:00:00.0000000+00:00",
        "flow":{"start":"e","visits":{},"connections":{}},
        "children":[{"number":3,"activityId":"e","status":"Running","startedAt":"2026-03-01T09:00:00.0000000+00:00","bookmarkCount":1}]},
        "bookmarks":[{"id":"run.b4","name":"Elsa.Event","hash":"X","activityId":"e","activityNodeId":"Workflow1:chart:e","activityInstanceId":"run.3","createdAt":"2026-03-01T09:00:00.0000000+00:00"}]}
        """;
}
