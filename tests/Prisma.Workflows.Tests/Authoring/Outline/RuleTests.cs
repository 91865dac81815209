using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Pathways.Rules;

namespace Prisma.Workflows.Tests.Authoring.Outline;

/// <summary>Each rule on the shipped pathway with one thing spoilt.</summary>
public sealed class RuleTests : IAsyncLifetime
{
    Product _product = null!;

    public async ValueTask InitializeAsync() => _product = await Product.StartAsync(DatabaseProvider.Sqlite);

    public async ValueTask DisposeAsync() => await _product.DisposeAsync();

    [Fact]
    public void An_outcome_with_no_way_on_is_an_error_where_people_walk()
    {
        var problem = Single("NoWayOn", Sketch.Participants, root => Connections(root).Remove(Connections(root).First(one => one!["source"]!["activity"]!.ToString() == "PAR-1.1" && one["source"]!["port"]!.ToString() == "Lapsed")));

        Assert.Equal((Severity.Error, "PAR-1.1"), (problem.Severity, problem.ActivityId));
        Assert.Contains("“I'd like to hear more” has no way on for “not heard from”", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_engine_finds_is_said_of_the_step_by_its_name()
    {
        var problem = Single("Unreachable", Sketch.Of(["start:Elsa.Start", "lost:Elsa.WriteLine"]), _ => { });

        Assert.Equal("“Step lost” is never reached; connect it or remove it.", problem.Message);
    }

    [Fact]
    public void In_a_plain_definition_it_is_a_doubt_where_other_outcomes_go_on_and_the_end_of_a_branch_otherwise()
    {
        var problem = Single("NoWayOn", Sketch.Of(["start:Elsa.Start", "d:Elsa.FlowDecision", "end:Elsa.WriteLine"], "start>d", "d.True>end"), _ => { });

        Assert.Equal((Severity.Warning, "d"), (problem.Severity, problem.ActivityId));
    }

    [Fact]
    public void What_a_step_cannot_do_without_is_asked_for() =>
        Assert.Contains("Choose the form", Single("MissingInput", Sketch.Participants, root => Set(root, "PAR-1.1", "form", "")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("PAR-1.1", "E16", "agreement")]
    [InlineData("PAR-1.3q", "E48", "offer")]
    [InlineData("PAR-1.3", "E51", "decision")]
    public void Scenario_32_A_mail_that_speaks_of_what_its_step_does_not_know_is_an_error(string step, string mail, string about) =>
        Assert.Contains($"“{about}”", Single("UnknownVariable", Sketch.Participants, root => Set(root, step, "mail", mail)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, 1, false)]
    [InlineData(1, 2, false)]
    [InlineData(2, 2, true)]
    public void Readers_have_to_be_enough_for_the_rule(int readers, int refusalNeeds, bool enough) =>
        Assert.Equal(enough, QuorumRule.WhyNot(new Gate("G", "Gate", GateRule.Readers) { Readers = readers, RefusalNeeds = refusalNeeds }) is null);

    [Theory]
    [InlineData("facilitators", 3, 0.6, 2, "")]
    [InlineData("hub-lead", 1, 0, 1, "")]
    [InlineData("lead", 2, 0, 1, "“lead” is 1 person, and 2 of them have to be heard.")]
    [InlineData("lead", 1, 0, 2, "a refusal needs 2 people, and at most 1 are asked.")]
    [InlineData("elders", 1, 0, 1, "there is no circle “elders”.")]
    [InlineData("facilitators", 0, 0, 2, "nobody has to be heard.")]
    public void A_circle_has_to_be_able_to_come_to_consent(string circle, int people, double share, int refusalNeeds, string why) =>
        Assert.Equal(why, QuorumRule.WhyNot(new Gate("G", "Gate", GateRule.Consent) { Circle = circle, MinPeople = people, Share = share, RefusalNeeds = refusalNeeds }) ?? "");

    [Fact]
    public void Each_circle_of_several_has_its_own_quorum() =>
        Assert.Equal(
            "“steward-delegate” is 1 person, and 2 of them have to be heard.",
            QuorumRule.WhyNot(new Gate("G", "Gate", GateRule.Dual) { Voices = [new Voice("facilitators", 3, 0.6), new Voice("steward-delegate", 2, 0)] }));

    [Fact]
    public void A_signal_nobody_hears_is_a_doubt()
    {
        var problem = Single("NobodyHears", Sketch.Participants, root => Set(root, "emit-confirmed", "signal", "moon.rises"));

        Assert.Equal((Severity.Warning, "emit-confirmed"), (problem.Severity, problem.ActivityId));
        Assert.Contains("“moon.rises”, which no pathway waits for", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_signal_that_is_shipped_is_heard() =>
        Assert.All(Directory.EnumerateFiles(Path.Combine(Repository.Root, "workflows"), "*.json").Where(file => File.ReadAllText(file).Contains("Prisma.Emit", StringComparison.Ordinal)), file =>
            Assert.Empty(Found("NobodyHears", File.ReadAllText(file), _ => { })));

    [Fact]
    public void A_signal_nobody_says_is_a_doubt()
    {
        var problem = Single("NobodySays", Sketch.Participants, root => Set(root, "PAR-1.0", "signals", """["moon.rises"]"""));

        Assert.Equal((Severity.Warning, "PAR-1.0"), (problem.Severity, problem.ActivityId));
    }

    [Fact]
    public void A_signal_that_a_step_of_the_pathway_says_is_none() =>
        Assert.Empty(Found("NobodySays", Sketch.Participants, root => Set(root, "PAR-1.0", "signals", """["participant.confirmed"]""")));

    [Fact]
    public void A_branch_on_a_fixed_text_that_names_none_of_its_ways_is_an_error()
    {
        var problem = Single("FixedBranch", Sketch.Of(["start:Elsa.Start", "b:Prisma.Branch", "end:Elsa.WriteLine"], "start>b", "b.yes>end", "b.Otherwise>end"), root => Ask(root, "the role they chose"));

        Assert.Equal((Severity.Error, "b"), (problem.Severity, problem.ActivityId));
        Assert.StartsWith("“Step b” would always go on with “otherwise”, for “the role they chose” is none of its ways.", problem.Message, StringComparison.Ordinal);
        Assert.Empty(Found("FixedBranch", Sketch.Of(["start:Elsa.Start", "b:Prisma.Branch", "end:Elsa.WriteLine"], "start>b", "b.yes>end", "b.Otherwise>end"), root => Ask(root, "yes")));
        Assert.Contains("Say what decides", Found("MissingInput", Sketch.Of(["b:Prisma.Branch"]), root => Ask(root, "", "JavaScript"))[0].Message, StringComparison.Ordinal);

        static void Ask(JsonObject root, string on, string type = "Literal")
        {
            var branch = root["activities"]!.AsArray().Single(one => one!["id"]!.ToString() == "b")!.AsObject();
            branch["on"] = JsonNode.Parse($$"""{ "typeName": "String", "expression": { "type": "{{type}}", "value": "{{on}}" } }""");
            branch["branches"] = JsonNode.Parse("""{ "typeName": "Object", "expression": { "type": "Object", "value": "[\"yes\"]" } }""");
        }
    }

    [Theory]
    [InlineData("next spring")]
    [InlineData("0001-01-01")]
    [InlineData("2027-02-30")]
    public void A_day_that_is_none_is_an_error_that_says_how_days_are_written(string day)
    {
        var problem = Single("BadDay", Sketch.Participants, root => Set(root, "PAR-1.1", "floor", day));

        Assert.Equal(Severity.Error, problem.Severity);
        Assert.EndsWith($"“{day}” is no day. Write it like T-21, E+2, S+5, P14D, 18:00, call-close or window:PAR-2.close, or as a day of the years 2000 to 2999, such as 2027-06-19.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"quick": [-3, -1]}""", "“quick” is no pace; there is full, standard and compact.")]
    [InlineData("""{"full": [-10]}""", "full has no first and last day.")]
    [InlineData("""{"full": -10}""", "full has no first and last day.")]
    [InlineData("""{"full": [-10, "May"]}""", "“May” is no day.")]
    [InlineData("""{"full": [-10, -20]}""", "full ends before it begins.")]
    public void A_window_that_is_none_is_an_error_that_says_how_one_is_written(string window, string says)
    {
        var problem = Single("BadWindow", Sketch.Participants, root => Set(root, "stage-PAR-3", "window", window));

        Assert.Equal(Severity.Error, problem.Severity);
        Assert.EndsWith($": {says} Write each like {{\"full\": [-113, -92]}}, in days from the event's first, or with days such as E+2.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2147483647")]
    [InlineData("-3")]
    public void A_number_of_days_that_nobody_could_count_is_an_error(string days) =>
        Assert.EndsWith($"{days} is no number of days. Write a whole number from 0 to 9999, such as 7.", Single("BadDays", Sketch.Participants, root => Set(root, "PAR-1.1", "dueDays", days)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_day_outside_the_window_of_its_stage_is_a_doubt()
    {
        var problem = Found("OutsideWindow", Sketch.Participants, root => Set(root, "PAR-1.1", "floor", "T-20")).Single(one => one.ActivityId == "PAR-1.1");

        Assert.Equal(Severity.Warning, problem.Severity);
        Assert.Contains("“Call and application”", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Found("OutsideWindow", Sketch.Participants, root => Set(root, "PAR-1.1", "floor", "call-close")), one => one.ActivityId == "PAR-1.1");
    }

    [Theory]
    [InlineData("until-PAR-3.2", "until", "T-160", true)]
    [InlineData("until-PAR-3.2", "until", "T-20", false)]
    [InlineData("PAR-2.4l", "timeout", "T-160", true)]
    [InlineData("PAR-2.4l", "timeout", "T-3", false)]
    [InlineData("PAR-3.0", "day", "T-7", false)]
    public void Waiting_on_after_a_stage_is_none_and_waiting_for_a_day_before_it_is_one(string step, string input, string day, bool isDoubt) =>
        Assert.Equal(isDoubt, Found("OutsideWindow", Sketch.Participants, root => Set(root, step, input, day)).Any(one => one.ActivityId == step));

    [Theory]
    [InlineData("""{"full": [-150, -121], "standard": ["T-113", -92], "compact": [-75, -62]}""", null)]
    [InlineData("""{"full": [-160, -121], "standard": [-113, "E+2"]}""", "(full, standard)")]
    public void A_window_that_is_not_the_plans_is_a_doubt(string window, string? paces)
    {
        var found = Found("OtherWindow", Sketch.Participants, root => Set(root, "stage-PAR-1", "window", window));

        Assert.Equal(paces is null ? [] : [$"“Call and application” has another window here than in the plan {paces}. It opens as written here; what pages show of the plan, and days such as window:PAR-1.close, stay as they were. Check that this is meant."], found.Select(problem => problem.Message));
    }

    [Theory]
    [InlineData("Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core", true)]
    [InlineData("Elsa.Workflows.ActivationValidators.CorrelatedSingletonStrategy, Elsa.Workflows.Core", false)]
    [InlineData("Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, Elsa.Workflows.Core", false)]
    public void A_pathway_that_allows_one_run_at_a_time_is_an_error(string strategy, bool isError) =>
        Assert.Equal(isError, Found("OneAtATime", Sketch.Participants, root => root.Parent!["options"] = new JsonObject { ["activationStrategyType"] = strategy }).Count == 1);

    public static TheoryData<string> Shipped => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "workflows"), "*.json").Where(file => File.ReadAllText(file).Contains("\"root\"", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void What_is_shipped_leaves_nothing_to_check(string file) => Assert.Empty(Problems(DefinitionJson.Read(File.ReadAllText(file))));

    Problem Single(string code, string json, Action<JsonObject> spoil) => Assert.Single(Found(code, json, spoil));

    IReadOnlyList<Problem> Found(string code, string json, Action<JsonObject> spoil)
    {
        var document = (JsonObject)JsonNode.Parse(json)!;
        spoil((JsonObject)document["root"]!);
        return [.. Problems(DefinitionJson.Read(document)).Where(problem => problem.Code == code)];
    }

    IReadOnlyList<Problem> Problems(WorkflowDefinition definition) => _product.Services.GetRequiredService<DefinitionCheck>().Check(definition);

    static void Set(JsonObject root, string step, string input, string value) =>
        root["activities"]!.AsArray().Single(one => one!["id"]!.ToString() == step)![input]!["expression"]!["value"] = value;

    static JsonArray Connections(JsonObject root) => root["connections"]!.AsArray();
}
