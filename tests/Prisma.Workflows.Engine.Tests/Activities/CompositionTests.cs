using Prisma.Workflows.Engine.Instances.Requests;
using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Activities;

public sealed class CompositionTests
{
    [Fact]
    public void What_a_workflow_is_completed_with_is_kept_for_whoever_waits_for_it() =>
        Assert.Equal(["Left", "Right"], new Run(Flow([Activity("x", "Elsa.Complete", ("outcomes", JavaScript("['Left', 'Right']")))])).Start().Instance.Outcomes);

    [Fact]
    public void A_definition_used_in_place_takes_inputs_waits_and_gives_outputs()
    {
        var run = new Run(Parent()) { Others = { Child() } }.Start();

        Assert.Equal("got hello", run.Written);
        Assert.Equal("Workflow1:chart:c:root:e", run.Instance.Bookmarks[0].ActivityNodeId);
        run.Publish("e");
        Assert.Equal("got hello|back HELLO", string.Join('|', run.Lines));
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void A_complete_in_a_definition_used_in_place_chooses_its_outcome_and_goes_no_further_up()
    {
        var child = Definition(Chart("root", [Activity("x", "Elsa.Complete", ("outcomes", Literal("Success"))), Event("never")]), document =>
        {
            document["definitionId"] = "child";
            document["outcomes"] = new JsonArray("Success", "Failure");
        });
        var run = new Run(Flow([Use("c"), Line("good"), Line("bad")], "c:Success>good", "c:Failure>bad")) { Others = { child } }.Start();

        Assert.Equal("good", run.Written);
        Assert.Equal("Finished/Finished", run.State);
        Assert.Empty(run.Instance.Outcomes);
    }

    [Fact]
    public void Variables_of_a_definition_used_in_place_are_its_own()
    {
        var child = Definition(Chart("root", [Script("s", "setVariable('V', 'inner')")]), document =>
        {
            document["definitionId"] = "child";
            document["variables"] = new JsonArray(Variable("V"));
        });
        var parent = Definition(
            Chart("chart", [Script("s", "setVariable('V', 'outer')"), Use("c"), ScriptLine("l", "getVariable('V')")], "s>c", "c>l"),
            Variables(Variable("V")));

        Assert.Equal("outer", new Run(parent) { Others = { child } }.Start().Written);
    }

    [Theory]
    [InlineData("`${getText()} ${getVariable('Text')} ${variables.Text} ${getLoud()}`", "hello hello hello null")]
    [InlineData("setText('bye'); return `${getText()} ${getInput('Text')}`", "bye hello")]
    public void The_inputs_and_outputs_of_a_definition_used_in_place_are_its_variables(string script, string written)
    {
        var run = new Run(Parent()) { Others = { Child([ScriptLine("l", script)]) } }.Start();

        Assert.Equal(written, run.Lines[0]);
    }

    [Fact]
    public void An_output_that_a_definition_used_in_place_gives_is_read_there_as_a_variable_also_after_a_wait()
    {
        var run = new Run(Parent()) { Others = { Child([Give("o", "'given'"), ScriptLine("l", "getLoud()"), Event("e"), ScriptLine("m", "variables.Loud")], "o>l", "l>e", "e>m") } }.Start();
        run.Publish("e");

        Assert.Equal(["given", "given", "back given"], run.Lines);
    }

    [Fact]
    public void A_variable_that_has_the_name_of_the_output_is_given_its_value()
    {
        var child = Child([Script("s", "setLoud('before')"), Give("o", "getLoud() + ' and after'"), ScriptLine("l", "getLoud()")], document => document["variables"] = new JsonArray(Variable("Loud")), "s>o", "o>l");

        Assert.Equal(["before and after", "back before and after"], new Run(Parent()) { Others = { child } }.Start().Lines);
    }

    [Fact]
    public void An_output_of_the_workflow_itself_is_no_variable()
    {
        var run = new Run(Definition(Chart("c", [Give("o", "'given'"), ScriptLine("l", "`${getVariable('Loud')}`")], "o>l"), document =>
            document["outputs"] = new JsonArray(new JsonObject { ["name"] = "Loud", ["type"] = "String" }))).Start();

        Assert.Equal("null", run.Written);
        Assert.Equal("given", run.Instance.Output["Loud"]!.GetValue<string>());
    }

    [Fact]
    public void A_missing_definition_is_an_incident_that_names_it()
    {
        var run = new Run(Flow([Use("c")])).Start();

        Assert.Equal("Finished/Faulted", run.State);
        Assert.Contains("'Child'", run.Instance.Incidents[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_that_uses_itself_is_stopped()
    {
        var self = Definition(Chart("root", [Use("c")]), document => document["definitionId"] = "child");
        var run = new Run(self) { Others = { self } }.Start();

        Assert.Equal("Finished/Faulted", run.State);
    }

    [Fact]
    public void A_dispatched_workflow_is_requested_and_waited_for_only_until_it_is_found()
    {
        var run = new Run(Flow([Activity("d", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Literal("child")), ("input", Input("Object", """{"x":1}"""))), Line("after")], "d>after")).Start();
        var request = Assert.IsType<StartChild>(Assert.Single(run.Last.Requests));

        Assert.Equal(ChildReport.WhenFound, request.Report);
        Assert.Equal("""{"x":1,"ParentInstanceId":"run"}""", request.Input!.ToJsonString());

        run.ResumeBookmark(request.BookmarkId!, []);
        Assert.Equal("after", run.Written);
    }

    [Fact]
    public void Bulk_dispatch_waits_for_all_children_and_runs_its_port_for_each()
    {
        var bulk = Activity("b", "Elsa.BulkDispatchWorkflows",
            ("workflowDefinitionId", Literal("child")), ("items", JavaScript("[1, 2]")), ("waitForCompletion", Literal(true)), ("childCompleted", Line("one")), ("childFaulted", Line("failed")));
        var run = new Run(Flow([bulk, Line("all")], "b:Completed>all")).Start();
        var requests = run.Last.Requests.Cast<StartChild>().ToList();
        Assert.False(Assert.Single(run.Instance.Bookmarks).AutoBurn);
        Told("Finished", requests[1]);
        Told("Finished", requests[1]);
        Assert.Equal([requests[0].ChildInstanceId], run.Instance.Bookmarks[0].Children);
        Told("Faulted", requests[0]);

        Assert.Equal(2, requests[1].Input!["Item"]!.GetValue<long>());
        Assert.Equal("one failed all", run.Written);
        Assert.Equal("Finished/Finished", run.State);

        void Told(string subStatus, StartChild child) =>
            run.ResumeBookmark(child.BookmarkId!, new JsonObject { ["workflowInstanceId"] = child.ChildInstanceId, ["subStatus"] = subStatus });
    }

    [Fact]
    public void Bulk_dispatch_waits_for_what_it_runs_for_its_last_child()
    {
        var run = new Run(Flow([Bulk(("childCompleted", Event("e"))), Line("all")], "b:Completed>all")).Start();
        Tell(run, "Finished");

        Assert.Equal("e", run.WaitingFor);
        Assert.Equal("", run.Written);
        Assert.Equal("all", run.Publish("e").Written);
    }

    [Fact]
    public void Bulk_dispatch_runs_nothing_for_a_child_that_was_cancelled()
    {
        var run = new Run(Flow([Bulk(("childCompleted", Line("one")), ("childFaulted", Line("failed"))), Line("all")], "b:Completed>all")).Start();
        Tell(run, "Cancelled");

        Assert.Equal("all", run.Written);
    }

    [Fact]
    public void Bulk_dispatch_gives_its_input_to_each_child_and_the_whole_item_to_the_correlation_id()
    {
        var run = new Run(Flow([Bulk(("items", JavaScript("[{ id: 7 }]")), ("input", Input("Object", """{"x":1}""")), ("correlationIdFunction", JavaScript("'c' + getItem().id")))])).Start();
        var request = Assert.IsType<StartChild>(Assert.Single(run.Last.Requests));

        Assert.Equal("""{"x":1,"id":7,"ParentInstanceId":"run"}""", request.Input!.ToJsonString());
        Assert.Equal("c7", request.CorrelationId);
    }

    [Fact]
    public void An_empty_correlation_id_of_a_child_is_none()
    {
        var run = new Run(Flow([Activity("d", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Literal("child")), ("correlationId", JavaScript("''")))])).Start();

        Assert.Null(Assert.IsType<StartChild>(Assert.Single(run.Last.Requests)).CorrelationId);
    }

    [Fact]
    public void A_complete_may_choose_several_outcomes()
    {
        var child = Child([Activity("x", "Elsa.Complete", ("outcomes", JavaScript("['Left', 'Right']")))], document => document["outcomes"] = new JsonArray("Left", "Right"));

        Assert.Equal("l r", new Run(Flow([Use("c"), Line("l"), Line("r")], "c:Left>l", "c:Right>r")) { Others = { child } }.Start().Written);
    }

    [Fact]
    public void What_a_definition_used_in_place_sets_and_nobody_declares_is_its_own()
    {
        var child = Child([Script("s", "setVariable('W', 'inner')"), ScriptLine("l", "getVariable('W')")], "s>l");

        Assert.Equal("inner null", new Run(Flow([Use("c"), ScriptLine("l", "`${getVariable('W')}`")], "c>l")) { Others = { child } }.Start().Written);
    }

    [Fact]
    public void An_input_of_a_definition_used_in_place_hides_the_variable_around_it()
    {
        var parent = Definition(Chart("chart", [With(Use("c"), ("text", Literal("hello"))), ScriptLine("l", "getVariable('Text')")], "c>l"), Variables(Variable("Text", "String", "outer")));

        Assert.Equal("bye outer", new Run(parent) { Others = { Child([Script("s", "setVariable('Text', 'bye')"), ScriptLine("l", "getVariable('Text')")], "s>l") } }.Start().Written);
    }

    /// <summary>So they were stored before all children of one activity were waited for together.</summary>
    [Fact]
    public void Many_children_that_have_a_bookmark_each_are_waited_for_to_the_last()
    {
        var bulk = Activity("b", "Elsa.BulkDispatchWorkflows", ("workflowDefinitionId", Literal("child")), ("items", JavaScript("[1, 2]")), ("childCompleted", Line("one")));
        var run = new Run(Flow([bulk, Line("all")], "b:Completed>all")).Start();
        var stored = JsonNode.Parse(Engine.Instances.InstanceJson.WriteText(run.Instance))!;
        var together = stored["bookmarks"]![0]!.AsObject();
        var each = together["payload"]!["ChildInstanceIds"]!.AsArray().Select((child, place) => With(together.DeepClone().AsObject(), ("id", $"run.b{place}"), ("payload", new JsonObject { ["ChildInstanceId"] = child!.ToString() }), ("autoBurn", true)));
        stored["bookmarks"] = new JsonArray([.. each]);
        stored["root"]!["children"]![0]!["bookmarkCount"] = 2;
        var before = new Run(run.Definition, Engine.Instances.InstanceJson.Read(stored.ToJsonString()));

        before.ResumeBookmark("run.b1", new JsonObject { ["subStatus"] = "Finished" });
        Assert.Equal("one", before.Written);
        before.ResumeBookmark("run.b0", new JsonObject { ["subStatus"] = "Finished" });

        Assert.Equal("one one all", before.Written);
        Assert.Equal("Finished/Finished", before.State);
    }

    [Fact]
    public void A_definition_is_described_as_an_activity_by_its_inputs_outputs_and_outcomes()
    {
        var descriptor = Engine.Activities.ActivityCatalogue.Describe(Child());

        Assert.Equal("Sample", descriptor.Type);
        Assert.Equal("Text", Assert.Single(descriptor.Inputs).Name);
        Assert.Equal("Loud", Assert.Single(descriptor.Outputs).Name);
        Assert.Equal(["Done"], descriptor.Outcomes);
    }

    static JsonObject Bulk(params (string Name, JsonNode Value)[] members) =>
        With(Activity("b", "Elsa.BulkDispatchWorkflows", ("workflowDefinitionId", Literal("child")), ("items", JavaScript("[1]"))), members);

    static void Tell(Run run, string subStatus)
    {
        var child = run.Last.Requests.Cast<StartChild>().Single();
        run.ResumeBookmark(child.BookmarkId!, new JsonObject { ["workflowInstanceId"] = child.ChildInstanceId, ["subStatus"] = subStatus });
    }

    static JsonObject Use(string id) => Activity(id, "Child", ("workflowDefinitionId", "child"));

    static WorkflowDefinition Parent() => Definition(
        Chart("chart", [With(Use("c"), ("text", Literal("hello")), ("loud", Output("Back-id"))), ScriptLine("l", "`back ${getBack()}`")], "c>l"),
        Variables(Variable("Back")));

    static WorkflowDefinition Child() => Child([ScriptLine("l", "`got ${getText()}`"), Event("e"), Give("o", "getInput('Text').toUpperCase()")], "l>e", "e>o");

    static WorkflowDefinition Child(JsonObject[] activities, params string[] connections) => Child(activities, _ => { }, connections);

    static WorkflowDefinition Child(JsonObject[] activities, Action<JsonObject> change, params string[] connections) => Definition(Chart("root", activities, connections), document =>
    {
        document["definitionId"] = "child";
        document["inputs"] = new JsonArray(new JsonObject { ["name"] = "Text", ["type"] = "String" });
        document["outputs"] = new JsonArray(new JsonObject { ["name"] = "Loud", ["type"] = "String" });
        change(document);
    });

    static JsonObject Give(string id, string script) => Activity(id, "Elsa.SetOutput", ("outputName", Literal("Loud")), ("outputValue", JavaScript(script)));

    static JsonObject With(JsonObject json, params (string Name, JsonNode Value)[] members)
    {
        foreach (var (name, value) in members)
            json[name] = value;
        return json;
    }
}
