using Prisma.Workflows.Engine.Expressions;
using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Execution;

/// <summary>What a host changes in a run from outside.</summary>
public sealed class AlteredRunTests
{
    [Fact]
    public void What_is_left_by_going_back_counts_as_left_so_that_it_waits_for_all_before_it_again()
    {
        var run = Round().Start().Publish("p").Publish("q");
        Assert.Equal("y", run.WaitingFor);

        Assert.Equal("q", run.GoBack("s").Publish("p").WaitingFor);
        Assert.Equal("y", run.Publish("q").WaitingFor);
    }

    [Fact]
    public void What_was_gone_back_to_counts_no_visit_whether_it_is_done_or_left_once_more()
    {
        var run = Round().Start().Publish("p").Publish("q").GoBack("y").Publish("y");
        Assert.Equal("p q", run.WaitingFor);
        Assert.Equal("y", run.Publish("p").Publish("q").WaitingFor);

        run.GoBack("y").GoBack("s").Publish("p");
        Assert.Equal("y", run.Publish("q").WaitingFor);
    }

    [Fact]
    public void What_waits_beside_what_is_gone_back_to_and_what_it_leads_to_is_left_alone()
    {
        var run = new Run(Flow([Line("s"), Event("gate"), Event("day"), Event("aside"), Line("end")], "s>gate", "gate>day", "s>aside", "aside>end")).Start().Publish("gate");

        Assert.Equal("aside gate", run.GoBack("gate").WaitingFor);
        Assert.Equal("aside day", run.Publish("gate").WaitingFor);
        Assert.Equal("s end", run.Publish("aside").Written);
    }

    [Fact]
    public void An_activity_runs_beside_the_others_once_and_only_in_a_flowchart_that_runs()
    {
        var inner = Sequence("row", Event("x"), Event("in-a-row"));
        var run = new Run(Flow([inner, Event("aside"), Chart("later", [Event("in-later")])], "row>later")).Start().Schedule("aside");
        Assert.Equal((true, "x aside"), (run.Last.Found, run.WaitingFor));

        Assert.All(["aside", "in-a-row", "in-later", "nowhere"], id => Assert.False(run.Schedule(id).Last.Found));
        Assert.False(run.Cancel().Schedule("aside").Last.Found);
    }

    [Fact]
    public void An_activity_that_has_ended_or_failed_runs_once_more()
    {
        var run = new Run(Definition(Chart("chart", [Line("s"), Event("a"), Event("b"), Fault("f")], "s>a", "s>b", "s>f"), ContinuesWithIncidents)).Start().Publish("a");

        Assert.Equal((true, "b a"), (run.Schedule("a").Last.Found, run.WaitingFor));
        Assert.Equal((true, 2), (run.Schedule("f").Last.Found, run.Instance.Incidents.Count));
    }

    [Fact]
    public void What_a_run_waits_for_that_is_no_longer_in_its_definition_is_an_incident()
    {
        var run = new Run(Definition(Chart("chart", [Line("s"), Event("gone"), Event("e")], "s>gone", "s>e"), ContinuesWithIncidents)).Start();
        run.Definition = Definition(Chart("chart", [Line("s"), Event("e")], "s>e"), ContinuesWithIncidents);

        Assert.Equal("Finished/Faulted", run.Publish("gone").State);
        Assert.Equal("Activity 'gone' is not in version 1 of definition 'sample'.", Assert.Single(run.Instance.Incidents).Message);
    }

    [Fact]
    public void A_variable_that_is_kept_where_the_run_is_takes_another_value_and_no_other_does()
    {
        var chart = Chart("chart", [Event("e"), ScriptLine("after", "getVariable('count') + ' ' + getVariable('own')")], "e>after");
        chart["variables"] = new JsonArray(Variable("own"));
        var passing = Variable("passing");
        passing.Remove("storageDriverTypeName");
        var run = new Run(Definition(chart, Variables(Variable("count", "Int32"), passing))).Start();

        Assert.True(run.SetVariable("count-id", "7"));
        Assert.True(run.SetVariable("own-id", "here"));
        Assert.False(run.SetVariable("passing-id", "lost"));
        Assert.False(run.SetVariable("nobody-s", "lost"));
        Assert.Throws<ExpressionException>(() => run.SetVariable("count-id", "many"));

        Assert.Equal("7 here", run.Publish("e").Written);
        Assert.False(run.SetVariable("count-id", "8"));
    }

    [Fact]
    public void Cancelling_what_a_run_is_in_altogether_cancels_the_run() =>
        Assert.Equal("Finished/Cancelled", new Run(Flow([Event("x")])).Start().CancelActivity("chart").State);

    [Fact]
    public void Cancelling_what_has_failed_changes_nothing()
    {
        var run = new Run(Definition(Chart("chart", [Line("s"), Fault("f"), Event("e"), Line("after")], "s>f", "s>e", "f>after", "e>after"), ContinuesWithIncidents)).Start();

        Assert.False(run.Runner.CancelActivity(run.Definition, run.Instance, run.Instance.Incidents[0].ActivityInstanceId!, run.Context()).Found);
    }

    [Fact]
    public void A_failure_that_was_tried_again_does_not_make_a_cancelled_run_a_failed_one()
    {
        var run = new Run(Definition(Sequence("q", ScriptLine("f", "getInput('Ready') ? 'fine' : nowhere()"), Event("x")))).Start();
        run.Instance.Input["Ready"] = true;
        Assert.Equal("x", run.Retry().WaitingFor);

        Assert.Equal("Finished/Cancelled", run.CancelActivity("x").State);
    }

    [Fact]
    public void What_made_way_for_a_child_has_its_turn_in_the_order_in_which_it_came()
    {
        JsonObject Child(string id) => Activity(id, "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Literal("child")));
        var parts = Activity("parts", "Elsa.Parallel", ("activities", new JsonArray(Sequence("row", Line("a"), Line("b")), Child("one"), Child("two"), Line("y"))));
        var run = new Run(Definition(parts)).Start();
        var ended = new JsonObject { ["status"] = "Finished", ["subStatus"] = "Finished", ["output"] = new JsonObject() };

        Assert.Equal("", run.Resume("one", ended).Written);
        Assert.Equal("y a b", run.Resume("two", ended).Written);
    }

    /// <summary>A loop with a fork and what waits for both of its branches.</summary>
    static Run Round() => new(Flow([Line("s"), Event("p"), Event("q"), Event("y")], "s>p", "s>q", "p>y", "q>y", "y>s"));
}
