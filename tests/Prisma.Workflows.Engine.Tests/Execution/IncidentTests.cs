using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Execution;

public sealed class IncidentTests
{
    [Fact]
    public void A_failure_faults_the_workflow_after_what_was_queued_has_run()
    {
        var run = new Run(Flow([Line("s"), Fault("f"), Line("b")], "s>f", "s>b")).Start();

        Assert.Equal("s b", run.Written);
        Assert.Equal("Finished/Faulted", run.State);
        Assert.Equal("f failed", Assert.Single(run.Last.Incidents).Message);
    }

    [Fact]
    public void A_failure_keeps_what_the_author_calls_its_activity()
    {
        var named = Fault("f");
        named["metadata"] = new JsonObject { ["displayText"] = "Put the water on" };

        Assert.Equal("“Put the water on”: f failed", Assert.Single(new Run(Flow([named])).Start().Instance.Incidents).Sentence);
        Assert.Equal("“f”: f failed", Assert.Single(new Run(Flow([Fault("f")])).Start().Instance.Incidents).Sentence);
    }

    [Fact]
    public void With_the_continuing_strategy_the_other_branches_and_the_flowchart_go_on()
    {
        var run = new Run(Definition(
            Chart("chart", [Line("s"), Fault("f"), Event("e"), Line("join"), Line("dead")], "s>f", "s>e", "f>join", "e>join", "f>dead"),
            ContinuesWithIncidents)).Start();

        Assert.Equal("Running/Suspended", run.State);
        run.Publish("e");
        Assert.Equal("s join", run.Written);
        Assert.Equal("Finished/Finished", run.State);
        Assert.Single(run.Instance.Incidents);
    }

    [Fact]
    public void With_the_continuing_strategy_a_failed_sequence_takes_its_branch_down_and_no_more()
    {
        var run = new Run(Definition(
            Chart("chart", [Sequence("q", Fault("f"), Line("never")), Line("other")], "q>other"),
            ContinuesWithIncidents)).Start();

        Assert.Equal("", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void With_the_continuing_strategy_a_failed_root_ends_faulted()
    {
        var run = new Run(Definition(Sequence("q", Fault("f"), Line("never")), ContinuesWithIncidents)).Start();

        Assert.Equal("Finished/Faulted", run.State);
    }

    [Fact]
    public void An_unknown_activity_type_is_an_incident()
    {
        var run = new Run(Flow([Activity("x", "Acme.Rocket")])).Start();

        Assert.Equal("Activity type 'Acme.Rocket' version '1' could not be found.", run.Instance.Incidents[0].Message);
    }

    [Fact]
    public void An_input_that_cannot_be_evaluated_is_named()
    {
        var run = new Run(Flow([ScriptLine("x", "nowhere()")])).Start();

        Assert.StartsWith("Failed to evaluate activity input 'Text': ", run.Instance.Incidents[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workflow_that_spins_without_waiting_is_stopped()
    {
        var run = new Run(Flow([Line("a"), Line("b")], "a>b", "b>a")) { MaxSteps = 100 }.Start();

        Assert.Equal("Finished/Faulted", run.State);
        Assert.Contains("spins without waiting", run.Instance.Incidents[0].Message, StringComparison.Ordinal);
        Assert.Equal(100, run.Lines.Count);
    }

    [Fact]
    public void A_retry_runs_the_failed_activity_again_and_wakes_what_slept()
    {
        var definition = Flow([Line("s"), ScriptLine("f", "getInput('Ready') ? 'fine' : nowhere()"), Event("e"), Line("after")], "s>f", "s>e", "f>after", "e>after");
        var run = new Run(definition).Start();
        Assert.Equal("Finished/Faulted", run.State);
        Assert.Empty(run.Instance.Bookmarks);

        run.Instance.Input["Ready"] = true;
        run.Retry();

        Assert.Equal("s fine", run.Written);
        Assert.Equal("Running/Suspended", run.State);
        Assert.NotNull(run.Instance.Incidents[0].RetriedAt);
        Assert.Null(run.Instance.FinishedAt);
        Assert.Single(run.Last.BookmarksAdded);
        Assert.Equal("s fine after", run.Publish("e").Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void A_retry_in_a_loop_goes_on_with_the_rounds_that_are_left()
    {
        var body = Sequence("body", ScriptLine("f", "getCurrentValue() != 2 || getInput('Ready') ? 'round ' + getCurrentValue() : nowhere()"), Delay("d", "01:00:00"));
        var loop = Activity("loop", "Elsa.ForEach", ("items", Input("Object", "[1,2,3]")), ("body", body));
        var run = new Run(Definition(Sequence("all", loop, Line("end")))).Start().Resume("d");
        Assert.Equal(("Finished/Faulted", "round 1"), (run.State, run.Written));

        run.Instance.Input["Ready"] = true;
        run.Retry().Resume("d").Resume("d");

        Assert.Equal(("Finished/Finished", "round 1 round 2 round 3 end"), (run.State, run.Written));
    }

    [Fact]
    public void A_retry_that_fails_again_is_another_incident()
    {
        var run = new Run(Flow([Fault("f")])).Start().Retry();

        Assert.Equal("Finished/Faulted", run.State);
        Assert.Equal(2, run.Instance.Incidents.Count);
        Assert.False(run.Runner.Retry(run.Definition, run.Instance, run.Instance.Incidents[0].Id, run.Context()).Found);
    }

    [Fact]
    public void What_slept_through_a_failure_waits_once_after_a_second_retry()
    {
        var run = new Run(Flow([Line("s"), Event("e"), Fault("f")], "s>e", "s>f")).Start().Retry().Retry();

        Assert.Equal("e", Assert.Single(run.Instance.BookmarksAsleep).ActivityId);
    }

    [Fact]
    public void What_fails_waits_for_nothing_any_more_not_even_asleep()
    {
        var run = new Run(Flow([Activity("task", "Elsa.RunTask")])).Start();

        Assert.Equal("Finished/Faulted", run.State);
        Assert.Empty(run.Instance.BookmarksAsleep);
    }

    [Fact]
    public void What_a_container_that_fails_holds_is_cancelled_with_it()
    {
        var join = Activity("j", "Elsa.FlowJoin", ("mode", JavaScript("nowhere()")));
        var inner = Chart("inner", [Line("s"), Event("x"), Line("l"), join], "s>x", "s>l", "l>j");
        var run = new Run(Definition(Chart("chart", [Line("first"), inner, Event("aside")], "first>inner", "first>aside"), ContinuesWithIncidents)).Start();

        Assert.Equal("aside", run.WaitingFor);
        Assert.Contains(run.Log, entry => entry is { Event: ActivityLogEvent.Cancelled, ActivityId: "x" });
    }

    [Fact]
    public void Cancelling_burns_everything()
    {
        var run = new Run(Flow([Line("s"), Event("x"), Delay("d", "1.00:00:00")], "s>x", "s>d")).Start().Cancel();

        Assert.Equal("Finished/Cancelled", run.State);
        Assert.Equal(2, run.Last.BookmarksBurnt.Count);
        Assert.False(run.Cancel().Last.Found);
    }

    [Fact]
    public void Cancelling_an_activity_leaves_its_connections_unfollowed()
    {
        var run = new Run(Flow([Line("s"), Event("x"), Event("y"), Line("join"), Line("behind")], "s>x", "s>y", "x>join", "y>join", "x>behind")).Start().CancelActivity("x");

        Assert.Equal("y", run.WaitingFor);
        Assert.Equal("s join", run.Publish("y").Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void Going_back_leaves_what_waits_and_runs_everything_behind_it_again()
    {
        var run = new Run(Flow([Line("s"), Event("gate"), Line("went"), Event("day"), Line("end")], "s>gate", "gate>went", "went>day", "day>end")).Start();
        run.Publish("gate").GoBack("gate");

        Assert.Equal(("gate", "s went"), (run.WaitingFor, run.Written));
        Assert.Equal("day", run.Publish("gate").WaitingFor);
        Assert.Equal("s went went end", run.Publish("day").Written);
        Assert.Equal("Finished/Finished", run.State);
        Assert.False(run.GoBack("gate").Last.Found);
    }

    [Fact]
    public void Cancelling_the_only_activity_of_a_sequence_cancels_the_workflow()
    {
        var run = new Run(Definition(Sequence("q", Event("x"), Line("after")))).Start().CancelActivity("x");

        Assert.Equal("Finished/Cancelled", run.State);
    }

    [Fact]
    public void An_instance_moved_to_a_version_without_its_activity_is_an_incident_that_says_so()
    {
        var run = new Run(Flow([Line("s"), Event("old"), Event("older"), Event("kept")], "s>old", "s>older")).Start();
        var now = run.Definition;
        run.Definition = Flow([Event("new")]);
        Assert.NotEmpty(Engine.Execution.WorkflowRunner.Missing(run.Definition, now, run.Instance));
        Assert.NotEmpty(Engine.Execution.WorkflowRunner.Missing(Flow([Line("old"), Event("older")]), now, run.Instance));
        Assert.Empty(Engine.Execution.WorkflowRunner.Missing(now, now, run.Instance));
        run.Resume("old");

        Assert.Equal("Finished/Faulted", run.State);
        Assert.Empty(run.Instance.BookmarksAsleep);
        Assert.Contains("'old'", run.Instance.Incidents[0].Message, StringComparison.Ordinal);
    }
}
