using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Execution;

public sealed class MoveTests
{
    [Fact]
    public void An_instance_moved_to_another_version_goes_on_there()
    {
        var run = new Run(Flow([Event("e"), Line("before")], "e>before")).Start();
        Move(run, Flow([Line("new"), Event("e"), Line("after")], "new>e", "e>after"));
        run.Publish("e");

        Assert.Equal("after", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void What_another_version_has_behind_it_keeps_no_join_waiting()
    {
        var run = new Run(Flow([Line("ask"), Event("here"), Line("end")], "ask>here", "ask>end", "here>end")).Start();
        Move(run, Flow([Line("ask"), Line("warn"), Event("here"), Line("end")], "ask>here", "ask>warn", "warn>end", "here>end"));
        run.Publish("here");

        Assert.Equal("ask end", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void A_version_that_begins_elsewhere_still_has_its_joins_wait_for_all_that_can_come()
    {
        var run = new Run(Flow([Line("first"), Line("fork"), Event("a"), Event("b"), Line("end")], "first>fork", "fork>a", "fork>b", "a>end", "b>end")).Start();
        Move(run, Flow([Line("other"), Line("fork"), Event("a"), Event("b"), Line("end")], "other>fork", "fork>a", "fork>b", "a>end", "b>end"));
        run.Publish("a");
        Assert.Equal("first fork", run.Written);
        run.Publish("b");

        Assert.Equal("first fork end", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void What_still_comes_is_waited_for_in_the_new_version_too()
    {
        var run = new Run(Flow([Line("ask"), Event("here"), Line("end")], "ask>here", "here>end")).Start();
        Move(run, Flow([Line("ask"), Event("here"), Line("both"), Event("more"), Line("end")], "ask>here", "here>both", "here>more", "both>end", "more>end"));
        run.Publish("here");
        Assert.Equal("ask both", run.Written);
        run.Publish("more");

        Assert.Equal("ask both end", run.Written);
    }

    [Fact]
    public void What_is_still_on_its_way_there_comes_by_ways_of_the_new_version_too()
    {
        var run = new Run(Flow([Line("ask"), Event("here"), Line("mid"), Line("end")], "ask>here", "here>mid", "mid>end", "ask>end")).Start();
        Move(run, Flow([Line("ask"), Event("here"), Line("mid"), Line("new"), Line("end")], "ask>here", "here>mid", "mid>new", "new>end", "ask>end"));
        Assert.Equal("ask", run.Written);
        run.Publish("here");

        Assert.Equal("ask mid new end", run.Written);
    }

    [Fact]
    public void What_only_waited_for_a_way_that_the_new_version_drops_runs_at_once()
    {
        var run = new Run(Flow([Line("ask"), Line("here"), Event("more"), Line("end")], "ask>here", "ask>more", "here>end", "more>end")).Start();
        Move(run, Flow([Line("ask"), Line("here"), Event("more"), Line("end")], "ask>here", "ask>more", "here>end"));
        Assert.Equal("ask here end", run.Written);
        run.Publish("more");

        Assert.Equal("ask here end", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void What_has_all_it_waited_for_runs_at_once_though_a_loop_may_bring_it_again()
    {
        JsonObject[] activities = [Line("ask"), Event("more"), Line("end")];
        string[] ways = ["ask>more", "ask>end", "more>ask"];
        var run = new Run(Flow(activities, [.. ways, "more>end"])).Start();
        Assert.Equal("ask", run.Written);
        Move(run, Flow([.. activities.Select(activity => activity.DeepClone().AsObject())], ways));

        Assert.Equal(("ask end", "more"), (run.Written, run.WaitingFor));
        Assert.Equal("ask end ask end", run.Publish("more").Written);
    }

    [Fact]
    public void What_has_its_turn_already_does_not_run_twice_when_a_way_to_it_is_dropped()
    {
        JsonObject[] activities = [Line("ask"), Line("also"), Event("here"), Line("end")];
        string[] ways = ["ask>also", "ask>here", "here>end"];
        var run = new Run(Flow(activities, [.. ways, "also>here"])).Start();
        Move(run, Flow([.. activities.Select(activity => activity.DeepClone().AsObject())], ways));

        Assert.Equal("here", run.WaitingFor);
        Assert.Equal("ask also end", run.Publish("here").Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void What_nothing_leads_to_once_a_way_is_dropped_is_skipped_and_what_waits_behind_it_runs()
    {
        JsonObject[] activities = [Line("ask"), Decision("never", answer: false), Event("more"), Line("skipped"), Line("end")];
        string[] ways = ["ask>never", "ask>more", "ask>end", "never:True>skipped", "skipped>end"];
        var run = new Run(Flow(activities, [.. ways, "more>skipped"])).Start();
        Move(run, Flow([.. activities.Select(activity => activity.DeepClone().AsObject())], ways));

        Assert.Equal("ask end", run.Written);
        Assert.Equal("more", run.WaitingFor);
    }

    [Fact]
    public void A_join_of_all_behind_what_is_skipped_is_skipped_too()
    {
        JsonObject[] activities = [Line("ask"), Decision("never", answer: false), Event("more"), Line("skipped"), Join("all", "WaitAll"), Line("end")];
        string[] ways = ["ask>never", "ask>more", "ask>all", "never:True>skipped", "skipped>all", "all>end"];
        var run = new Run(Flow(activities, [.. ways, "more>skipped"])).Start();
        Move(run, Flow([.. activities.Select(activity => activity.DeepClone().AsObject())], ways));

        Assert.Equal(("ask", "more"), (run.Written, run.WaitingFor));
        Assert.Equal("Finished/Finished", run.Publish("more").State);
    }

    [Fact]
    public void What_only_waited_for_something_that_nothing_leads_to_any_more_runs_at_once()
    {
        JsonObject[] activities = [Line("ask"), Line("here"), Event("more"), Line("far"), Line("end")];
        string[] ways = ["ask>here", "ask>more", "here>end", "far>end"];
        var run = new Run(Flow(activities, [.. ways, "more>far"])).Start();
        Move(run, Flow([.. activities.Select(activity => activity.DeepClone().AsObject())], ways));

        Assert.Equal(("ask here end", "more"), (run.Written, run.WaitingFor));
    }

    [Fact]
    public void What_runs_at_once_is_waited_for_by_what_comes_after_it()
    {
        JsonObject[] activities = [Line("ask"), Line("here"), Event("more"), Line("end"), Line("last")];
        string[] ways = ["ask>here", "ask>more", "ask>last", "here>end", "end>last"];
        var run = new Run(Flow(activities, [.. ways, "more>end"])).Start();
        Move(run, Flow([.. activities.Select(activity => activity.DeepClone().AsObject())], ways));

        Assert.Equal(("ask here end last", "more"), (run.Written, run.WaitingFor));
    }

    [Fact]
    public void A_version_that_begins_elsewhere_begins_at_its_start()
    {
        var run = new Run(Flow([Line("first"), Event("a"), Event("b"), Line("end")], "first>a", "first>b", "a>end", "b>end")).Start();
        Move(run, Flow([Line("stray"), Activity("begin", "Elsa.Start"), Event("a"), Event("b"), Line("end")], "begin>a", "begin>b", "a>end", "b>end"));

        Assert.Equal("first", run.Publish("a").Written);
        Assert.Equal("first end", run.Publish("b").Written);
    }

    [Fact]
    public void A_join_of_all_does_not_miss_what_the_new_version_has_behind_it()
    {
        var run = new Run(Flow([Line("ask"), Event("here"), Line("one"), Join("all", "WaitAll"), Line("end")], "ask>here", "ask>one", "one>all", "here>all", "all>end")).Start();
        Move(run, Flow([Line("ask"), Event("here"), Line("one"), Line("new"), Join("all", "WaitAll"), Line("end")], "ask>here", "ask>one", "ask>new", "one>all", "new>all", "here>all", "all>end"));
        run.Publish("here");

        Assert.Equal("ask one end", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void What_failed_may_still_come()
    {
        string[] ways = ["ask>here", "here>failed", "ask>end", "failed>end"];
        var run = new Run(Flow([Line("ask"), Event("here"), Script("failed", "nothing.here"), Line("end")], ways)).Start();
        run.Publish("here");
        Move(run, Flow([Line("ask"), Event("here"), Script("failed", "1"), Line("end")], ways));
        run.Retry();

        Assert.Equal("ask end", run.Written);
        Assert.Equal(["failed", "end", "chart"], run.Last.Log.Where(entry => entry.Event == ActivityLogEvent.Completed).Select(entry => entry.ActivityId));
    }

    static void Move(Run run, WorkflowDefinition next)
    {
        Assert.Empty(WorkflowRunner.Move(next, run.Definition, run.Instance));
        run.Definition = next;
        run.GoOn();
    }
}
