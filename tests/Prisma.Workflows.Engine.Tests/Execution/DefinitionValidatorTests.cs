using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Execution;

public sealed class DefinitionValidatorTests
{
    static readonly DefinitionValidator Validator = new(ActivityCatalogue.WithBuiltIns());

    public static TheoryData<string, string, WorkflowDefinition> Wrong => new()
    {
        { "UnknownActivityType", "x", Flow([Activity("x", "Acme.Rocket")]) },
        { "UnknownActivityType", "x", Flow([Activity("x", NotFoundPlaceholder.Type, ("missingTypeName", "Acme.Rocket"))]) },
        { "RefusedActivity", "x", Flow([Activity("x", "Elsa.RunCSharp")]) },
        { "DanglingConnection", "a", Flow([Line("a")], "a>gone") },
        { "DanglingConnection", "a", Flow([Line("a")], "gone>a") },
        { "DuplicateId", "a", Flow([Line("a"), Line("a")]) },
        { "UnknownPort", "a", Flow([Line("a"), Line("b")], "a:Left>b") },
        { "UnknownPort", "d", Flow([Decision("d", true), Line("b")], "d>b") },
        { "UnknownPort", "e", Flow([Activity("e", "Elsa.End"), Line("b")], "e>b") },
        { "InvalidBackward", "d", Flow([Line("a"), Line("b"), Line("c"), Line("d")], "a>b", "a>c", "b>d", "c>b", "d>c") },
        { "RefusedExpression", "x", Flow([Activity("x", "Elsa.WriteLine", ("text", Input("CSharp", "1")))]) },
        { "RefusedExpression", "x", Flow([Activity("x", "Elsa.WriteLine", ("text", Input("Python", "1")))]) },
        { "UnknownExpression", "x", Flow([Activity("x", "Elsa.WriteLine", ("text", Input("Cobol", "1")))]) },
        { "BadScript", "x", Flow([ScriptLine("x", "1 +")]) },
        { "RefusedFunction", "x", Flow([ScriptLine("x", "getConfig('a')")]) },
        { "BadTemplate", "x", Flow([Activity("x", "Elsa.WriteLine", ("text", Input("Liquid", "{% if %}")))]) },
        { "UnknownFilter", "x", Flow([Activity("x", "Elsa.WriteLine", ("text", Input("Liquid", "{{ 'a' | frobnicate }}")))]) },
        { "BadJson", "x", Flow([Activity("x", "Elsa.FlowFork", ("branches", Input("Object", "[1,")))]) },
        { "BadCron", "x", Flow([Activity("x", "Elsa.Cron", ("cronExpression", Literal("BadCronExpression")))]) },
        { "BadValue", "x", Flow([Activity("x", "Elsa.Delay", ("timeSpan", Literal("soon")))]) },
        { "MissingInput", "x", Flow([Activity("x", "Elsa.Delay")]) },
        { "NoVariable", "x", Flow([Activity("x", "Elsa.SetVariable")]) },
        { "NoVariable", "x", Flow([Activity("x", "Elsa.SetVariable", ("variable", "{ half of it"))]) },
        { "BadInterval", "x", Flow([Activity("x", "Elsa.Timer", ("interval", Literal("00:00:00")), ("canStartWorkflow", true))]) },
        { "BadScript", "x", Flow([ScriptLine("x", "variables" + string.Concat(Enumerable.Repeat(".a", 50_000)))]) },
        { "BadScript", "x", Flow([ScriptLine("x", string.Join('+', Enumerable.Repeat("1", 50_000)))]) },
        { "BadScript", "x", Flow([ScriptLine("x", new string('(', 50_000) + "1" + new string(')', 50_000))]) },
        { "BadTemplate", "x", Flow([Activity("x", "Elsa.WriteLine", ("text", Input("Liquid", "{{ 'a'" + string.Concat(Enumerable.Repeat("|upcase", 50_000)) + " }}")))]) },
        { "BadTemplate", "x", Flow([Activity("x", "Elsa.WriteLine", ("text", Input("Liquid", "{{ a" + string.Concat(Enumerable.Repeat(".a", 50_000)) + " }}")))]) },
        { "BadTemplate", "x", Flow([Activity("x", "Elsa.WriteLine", ("text", Input("Liquid", string.Concat(Enumerable.Repeat("{% if true %}", 5_000)) + string.Concat(Enumerable.Repeat("{% endif %}", 5_000)))))]) },
    };

    public static TheoryData<string, string, WorkflowDefinition> Doubtful => new()
    {
        { "Unreachable", "b", Flow([Activity("s", "Elsa.Start"), Line("b")]) },
        { "TokenMode", "b", Flow([Line("a"), Activity("b", "Elsa.End", ("customProperties", new JsonObject { ["mergeMode"] = "Converge" }))], "a>b") },
        { "UntypedInput", "x", Flow([Activity("x", "Elsa.WriteLine", ("text", new JsonObject { ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = "a" } }))]) },
        { "UnknownVariable", "x", Flow([Activity("x", "Elsa.WriteLine", ("text", Input("Variable", new JsonObject { ["name"] = "Nowhere" })))]) },
        { "UnknownVariable", "x", Flow([Activity("x", "Elsa.WriteLine", ("text", Input("Variable", new JsonObject { ["id"] = 7 })))]) },
        { "UnknownVariable", "x", Flow([Activity("x", "Elsa.SetVariable", ("variable", Variable("Nowhere")), ("value", Literal(1)))]) },
        { "UnknownVariable", "x", Flow([ScriptLine("x", "variables.gone.day")]) },
        { "UnknownVariable", "x", Flow([ScriptLine("x", "variables['gone'] ?? 1")]) },
        { "UnknownVariable", "x", Flow([ScriptLine("x", "getVariable('gone')")]) },
        { "UnknownVariable", "x", Flow([ScriptLine("x", "getGone()")]) },
        { "UnknownVariable", "x", Flow([Activity("x", "Elsa.WriteLine", ("text", Input("Liquid", "{% if Variables.gone.day == 1 %}a{% endif %}")))]) },
        { "UnknownTarget", "x", Flow([Activity("x", "Elsa.Event", ("eventName", Literal("e")), ("result", Output("nowhere")))]) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_an_error_that_names_the_activity(string code, string activityId, WorkflowDefinition definition) =>
        AssertFound(Severity.Error, code, activityId, definition);

    [Theory]
    [InlineData("Elsa.Activities.flowDecision", "'Elsa.FlowDecision'")]
    [InlineData("WriteLine", "'Elsa.WriteLine'")]
    [InlineData("Acme.WriteLine", "'Elsa.WriteLine'")]
    [InlineData("Acme.Rocket", null)]
    [InlineData("If2", null)]
    public void A_type_whose_name_is_known_elsewhere_is_asked_about(string type, string? meant)
    {
        var message = Assert.Single(Validator.Validate(Flow([Activity("x", type)])), problem => problem.Code == "UnknownActivityType").Message;

        Assert.Equal(meant is not null, message.Contains($"did you mean {meant}", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void What_is_doubtful_is_a_warning_that_names_the_activity(string code, string activityId, WorkflowDefinition definition) =>
        AssertFound(Severity.Warning, code, activityId, definition);

    [Theory]
    [InlineData("variables.flood.day + variables['flood'] + getVariable('flood') + getFlood()")]
    [InlineData("variables.hasOwnProperty('flood')")]
    [InlineData("setVariable('made', 1); variables.made")]
    [InlineData("variables.made = 1; return getMade()")]
    [InlineData("getDepth() + variables.Depth")]
    [InlineData("getResultFromX() + getLastResult() + getWorkflowInstanceId()")]
    [InlineData("function getOwn() { return 1 } getOwn()")]
    [InlineData("variables.CurrentValue")]
    public void What_a_script_asks_for_and_finds_is_no_doubt(string script)
    {
        var definition = Definition(Chart("chart", [ScriptLine("x", script)]), document =>
        {
            document["variables"] = new JsonArray(new JsonObject { ["id"] = "v-flood", ["name"] = "flood", ["typeName"] = "Object" });
            document["inputs"] = new JsonArray(new JsonObject { ["name"] = "Depth", ["type"] = "Int32" });
        });

        Assert.Empty(Validator.Validate(definition));
    }

    /// <summary>It may be another's who uses it in place, or be written wrongly: only whoever wrote it knows.</summary>
    [Theory]
    [InlineData("variables.gone + variables.flood", "asks for the variable 'gone', which is not declared here; it is only there if a workflow that uses this one has it.")]
    [InlineData("getGone() + getDepth()", "calls getGone(), which is not declared here; it is only there if a workflow that uses this one has it.")]
    [InlineData("getVariable('gone')", "asks for the variable 'gone', which is not declared here; it is only there if a workflow that uses this one has it.")]
    public void What_is_used_in_place_may_ask_for_what_is_around_it_which_is_a_doubt(string script, string sentence)
    {
        var definition = Definition(Chart("chart", [ScriptLine("x", script)]), document =>
        {
            document["options"] = new JsonObject { ["usableAsActivity"] = true };
            document["variables"] = new JsonArray(new JsonObject { ["id"] = "v-flood", ["name"] = "flood", ["typeName"] = "Object" });
            document["inputs"] = new JsonArray(new JsonObject { ["name"] = "Depth", ["type"] = "Int32" });
        });

        Assert.EndsWith(sentence, Assert.Single(Validator.Validate(definition)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flood", true)]
    [InlineData("høyde_2", true)]
    [InlineData("river height", false)]
    [InlineData("2nd", false)]
    [InlineData("", false)]
    public void A_name_that_no_expression_can_ask_for_is_a_doubt(string name, bool isPlain)
    {
        var definition = Definition(Chart("chart", [Line("x")]), document => document["variables"] = new JsonArray(new JsonObject { ["id"] = "v", ["name"] = name, ["typeName"] = "String" }));

        Assert.Equal(isPlain ? [] : ["OddName"], Validator.Validate(definition).Select(problem => problem.Code));
    }

    [Fact]
    public void A_type_that_may_be_the_name_of_a_definition_is_told_how_that_is_found() =>
        Assert.EndsWith("where it is a definition of that name, give it that one's workflowDefinitionId.", Assert.Single(Validator.Validate(Flow([Activity("x", "Atom")]))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_variable_of_a_type_outside_the_registry_is_kept_and_reported()
    {
        var definition = Definition(Line("a"), Variables(Variable("V", "System.Diagnostics.Process, System"), Variable("W", "List<String>")));

        Assert.Contains("'V'", Assert.Single(Validator.Validate(definition)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_child_and_its_missing_inputs_are_errors()
    {
        var parent = Flow([Activity("c", "Child", ("workflowDefinitionId", "child"))]);
        var child = Definition(Line("l"), document =>
        {
            document["definitionId"] = "child";
            document["inputs"] = new JsonArray(new JsonObject { ["name"] = "Text", ["type"] = "String", ["isRequired"] = true });
        });

        Assert.Equal("MissingWorkflow", Assert.Single(Validator.Validate(parent, _ => null)).Code);
        Assert.Equal("MissingInput", Assert.Single(Validator.Validate(parent, _ => child)).Code);
    }

    [Theory]
    [InlineData("text", true)]
    [InlineData("result", true)]
    [InlineData("size", false)]
    public void What_is_all_there_is_in_a_definition_is_told_that_what_it_is_given_is_ignored(string member, bool isTold)
    {
        var parent = Definition(Activity("c", "Child", ("workflowDefinitionId", "child"), (member, member == "result" ? Output("x") : Literal("a"))), document => document["variables"] = new JsonArray(Variable("x")));
        var child = Definition(Line("l"), document =>
        {
            document["definitionId"] = "child";
            document["inputs"] = new JsonArray(new JsonObject { ["name"] = "Text", ["type"] = "String" });
        });

        Assert.Equal(isTold, Validator.Validate(parent, _ => child).Any(problem => problem.Code == "IgnoredInputs"));
    }

    [Fact]
    public void What_stands_for_an_unknown_activity_says_for_which() =>
        Assert.Contains("unknown type 'Acme.Rocket'", Assert.Single(Validator.Validate(Flow([Activity("x", NotFoundPlaceholder.Type, ("missingTypeName", "Acme.Rocket"))]))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_connection_from_an_outcome_of_a_child_is_fine()
    {
        var parent = Flow([Activity("c", "Child", ("workflowDefinitionId", "child")), Line("a")], "c:Success>a");
        var child = Definition(Line("l"), document => document["outcomes"] = new JsonArray("Success"));

        Assert.Empty(Validator.Validate(parent, _ => child));
        Assert.Equal("UnknownPort", Assert.Single(Validator.Validate(Flow([Activity("c", "Child", ("workflowDefinitionId", "child")), Line("a")], "c:Failure>a"), _ => child)).Code);
    }

    [Fact]
    public void All_problems_are_reported_at_once() =>
        Assert.True(Validator.Validate(Flow([Activity("x", "Acme.Rocket"), ScriptLine("y", "1 +")], "x>gone")).Count >= 3);

    static void AssertFound(Severity severity, string code, string activityId, WorkflowDefinition definition)
    {
        var problem = Validator.Validate(definition).First(found => found.Code == code);

        Assert.Equal(severity, problem.Severity);
        Assert.Equal(activityId, problem.ActivityId);
        Assert.Contains($"'{activityId}'", problem.Message, StringComparison.Ordinal);
        Assert.True(problem.Message.EndsWith('.') || problem.Message.Contains(": ", StringComparison.Ordinal), problem.Message);
    }
}
