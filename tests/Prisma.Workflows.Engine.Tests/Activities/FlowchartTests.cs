using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Activities;

public sealed class FlowchartTests
{
    [Fact]
    public void An_empty_flowchart_finishes()
    {
        var run = new Run(Flow([])).Start();

        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void Activities_run_along_their_connections()
    {
        var run = new Run(Flow([Line("b"), Line("a"), Line("c")], "a>b", "b>c")).Start();

        Assert.Equal("a b c", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void A_long_row_of_joins_is_gone_through_in_one_go()
    {
        const int Size = 9_000;
        var run = new Run(Flow([.. Enumerable.Range(0, Size).Select(place => Join($"j{place}", "WaitAny"))], [.. Enumerable.Range(1, Size - 1).Select(place => $"j{place - 1}>j{place}")]));

        Assert.Equal("Finished/Finished", run.Start().State);
    }

    [Fact]
    public void What_a_join_for_any_cancelled_is_not_stored_any_longer()
    {
        var run = new Run(Flow([Line("s"), Line("a"), Event("b"), Join("j", "WaitAny"), Event("after")], "s>a", "s>b", "a>j", "b>j", "j>after")).Start();

        Assert.Equal(["chart", "after"], run.Instance.Executions.Select(execution => execution.ActivityId));
    }

    [Fact]
    public void The_queue_is_first_in_first_out()
    {
        var run = new Run(Flow([Line("s"), Line("a"), Line("b"), Line("a2"), Line("b2")], "s>a", "s>b", "a>a2", "b>b2")).Start();

        Assert.Equal("s a b a2 b2", run.Written);
    }

    [Fact]
    public void A_start_activity_wins_over_one_that_may_start_the_workflow_and_over_the_first()
    {
        var trigger = Event("e");
        trigger["customProperties"] = new System.Text.Json.Nodes.JsonObject { ["canStartWorkflow"] = true };
        var run = new Run(Flow([Line("first"), trigger, Activity("s", "Elsa.Start"), Line("after")], "s>after")).Start();

        Assert.Equal("after", run.Written);
    }

    [Fact]
    public void An_activity_that_may_start_the_workflow_wins_over_the_first_without_inbound_connections()
    {
        var trigger = Line("t");
        trigger["canStartWorkflow"] = true;
        var run = new Run(Flow([Line("first"), trigger])).Start();

        Assert.Equal("t", run.Written);
    }

    [Fact]
    public void The_trigger_that_fired_wins_over_everything_and_does_not_wait_again()
    {
        var run = new Run(Flow([Activity("s", "Elsa.Start"), Event("go"), Line("went")], "go>went")).Start(trigger: "go");

        Assert.Equal("went", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void A_trigger_met_again_in_a_loop_waits()
    {
        var run = new Run(Flow([Event("go"), Line("went")], "go>went", "went>go")).Start(trigger: "go");

        Assert.Equal("go", run.WaitingFor);
        run.Publish("go");
        Assert.Equal("went went", run.Written);
    }

    [Fact]
    public void An_activity_with_several_inbound_connections_waits_for_all_that_are_active()
    {
        var run = new Run(Flow([Line("s"), Event("x"), Event("y"), Line("after")], "s>x", "s>y", "x>after", "y>after")).Start();

        Assert.Equal("s", run.Publish("x").Written);
        Assert.Equal("s after", run.Publish("y").Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void A_branch_not_taken_is_skipped_down_to_the_join()
    {
        var run = new Run(Flow(
            [Decision("d", false), Line("t"), Line("t2"), Line("f"), Line("after")],
            "d:True>t", "t>t2", "t2>after", "d:False>f", "f>after")).Start();

        Assert.Equal("f after", run.Written);
        Assert.Equal(["t", "t2"], run.Log.Where(entry => entry.Event == ActivityLogEvent.Skipped).Select(entry => entry.ActivityId));
    }

    [Fact]
    public void A_join_for_all_is_skipped_when_one_branch_is_dead()
    {
        var run = new Run(Flow(
            [Line("s"), Decision("d", false), Line("a"), Line("b"), Join("j", "WaitAll"), Line("after")],
            "s>d", "s>a", "d:True>b", "b>j", "a>j", "j>after")).Start();

        Assert.Equal("s a", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void A_join_for_all_active_runs_when_one_branch_is_dead()
    {
        var run = new Run(Flow(
            [Line("s"), Decision("d", false), Line("a"), Line("b"), Join("j", "WaitAllActive"), Line("after")],
            "s>d", "s>a", "d:True>b", "b>j", "a>j", "j>after")).Start();

        Assert.Equal("s a after", run.Written);
    }

    [Fact]
    public void A_join_for_any_runs_once_and_cancels_what_still_waits()
    {
        var run = new Run(Flow([Line("s"), Event("x"), Event("y"), Join("j", "WaitAny"), Line("after")], "s>x", "s>y", "x>j", "y>j", "j>after")).Start();
        var late = run.Instance.Bookmarks.Single(bookmark => bookmark.ActivityId == "y").Id;
        run.Publish("x");

        Assert.Equal("s after", run.Written);
        Assert.Contains(run.Last.BookmarksBurnt, bookmark => bookmark.Id == late);
        Assert.Contains(run.Log, entry => entry is { Event: ActivityLogEvent.Cancelled, ActivityId: "y" });
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void A_join_for_any_works_in_every_round_of_a_loop()
    {
        var run = new Run(Flow(
            [Line("s"), Line("fork"), Event("x"), Event("y"), Join("j", "WaitAny"), Line("after")],
            "s>fork", "fork>x", "fork>y", "x>j", "y>j", "j>after", "after>fork")).Start();
        run.Publish("x").Publish("y").Publish("x");

        Assert.Equal("s fork after fork after fork after fork", run.Written);
        Assert.Equal("x y", run.WaitingFor);
    }

    /// <summary>A loop that came round in vain has decided its way more often than the other one; that is no reason to lose what was followed.</summary>
    [Fact]
    public void A_join_for_any_takes_the_way_beside_a_loop_however_often_that_came_round_in_vain()
    {
        var run = new Run(Flow(
            [Line("s"), Event("late"), Event("ask"), DecisionBy("again", "true"), Join("j", "WaitAny"), Line("after")],
            "s>late", "s>ask", "ask>again", "again:True>ask", "again:False>j", "late>j", "j>after")).Start();
        run.Publish("ask").Publish("ask").Publish("ask").Publish("late");

        Assert.Equal("s after", run.Written);
        Assert.Contains(run.Log, entry => entry is { Event: ActivityLogEvent.Cancelled, ActivityId: "ask" });
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void A_join_for_any_keeps_a_join_in_a_cancelled_branch_in_step()
    {
        var run = new Run(Flow(
            [Line("fork"), Event("p"), Event("q"), Line("m"), Event("x"), Join("j", "WaitAny"), Line("after")],
            "fork>p", "fork>q", "p>m", "q>m", "fork>x", "m>j", "x>j", "j>after", "after>fork")).Start();
        run.Publish("p").Publish("x").Publish("p");

        Assert.Equal("fork after fork", run.Written);
        run.Publish("q");
        Assert.Equal("fork after fork m after fork", run.Written);
    }

    [Fact]
    public void What_lies_between_the_lost_and_a_join_for_any_waits_for_a_way_that_already_had_its_turn()
    {
        var run = new Run(Flow(
            [Line("s"), Event("lost"), Line("first"), Line("b"), Line("between"), Join("j", "WaitAny"), Line("after")],
            "s>lost", "s>first", "s>b", "lost>between", "b>between", "between>j", "first>j", "j>after")).Start();

        Assert.Equal("s first b between after", run.Written);
    }

    [Fact]
    public void A_join_for_any_passes_over_what_is_only_then_found_lost_though_nothing_waits()
    {
        var run = new Run(Flow(
            [Line("s"), Decision("d", true), Line("between"), Join("j", "WaitAny"), Line("after")],
            "s>between", "s>d", "d:True>j", "d:False>between", "between>j", "j>after")).Start();

        Assert.Equal("s after", run.Written);
    }

    [Fact]
    public void What_a_join_for_any_cancels_is_cancelled_in_the_order_in_which_it_came()
    {
        var run = new Run(Flow([Line("s"), Event("x"), Event("y"), Event("z"), Join("j", "WaitAny")], "s>x", "s>y", "s>z", "x>j", "y>j", "z>j")).Start().Publish("y");

        Assert.Equal(["x", "z"], run.Log.Where(entry => entry.Event == ActivityLogEvent.Cancelled).Select(entry => entry.ActivityId));
    }

    [Fact]
    public void A_backward_connection_repeats_its_target()
    {
        var run = new Run(Definition(
            Chart("chart", [Script("n", "setVariable('i', (getVariable('i') ?? 0) + 1)"), Line("body"), DecisionBy("again", "getVariable('i') < 3"), Line("done")],
                "n>body", "body>again", "again:True>n", "again:False>done"))).Start();

        Assert.Equal("body body body done", run.Written);
    }

    [Fact]
    public void A_nested_loop_repeats_in_every_round_of_the_outer_one()
    {
        var run = new Run(Flow(
            [Line("s"), Line("o"), Line("i"), DecisionBy("di", "setVariable('a', (getVariable('a') ?? 0) + 1), getVariable('a') % 2 == 1"), DecisionBy("do", "getVariable('a') < 4"), Line("e")],
            "s>o", "o>i", "i>di", "di:True>i", "di:False>do", "do:True>o", "do:False>e")).Start();

        Assert.Equal("s o i i o i i e", run.Written);
    }

    [Fact]
    public void A_backward_connection_into_the_middle_of_a_branch_faults()
    {
        var run = new Run(Flow([Line("a"), Line("b"), Line("c"), Line("d")], "a>b", "a>c", "b>d", "c>b", "d>c")).Start();

        Assert.Equal("Finished/Faulted", run.State);
        Assert.StartsWith("Invalid backward connection: Every path from the source ('d') must go through the target ('c')", run.Instance.Incidents[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_ends_its_flowchart_at_once_and_only_that()
    {
        var inner = Chart("inner", [Line("s"), Event("e"), Activity("end", "Elsa.End")], "s>e", "s>end");
        var run = new Run(Flow([inner, Line("after")], "inner>after")).Start();

        Assert.Equal("s after", run.Written);
        Assert.Equal("Finished/Finished", run.State);
    }

    [Fact]
    public void A_finish_ends_the_whole_workflow()
    {
        var inner = Chart("inner", [Line("s"), Activity("finish", "Elsa.Finish")], "s>finish");
        var run = new Run(Flow([Line("a"), inner, Event("e"), Line("after")], "a>inner", "a>e", "inner>after")).Start();

        Assert.Equal("a s", run.Written);
        Assert.Equal("Finished/Finished", run.State);
        Assert.Empty(run.Instance.Bookmarks);
    }

    [Fact]
    public void A_connection_from_an_activity_the_start_does_not_reach_is_not_waited_for()
    {
        var run = new Run(Flow([Activity("s", "Elsa.Start"), Line("a"), Line("lost"), Line("after")], "s>a", "a>after", "lost>after")).Start();

        Assert.Equal("a after", run.Written);
    }

    [Fact]
    public void A_long_chain_of_skipped_activities_does_not_exhaust_the_stack()
    {
        var chain = Enumerable.Range(0, 5000).Select(index => Line($"n{index}")).ToArray();
        var connections = Enumerable.Range(1, 4999).Select(index => $"n{index - 1}>n{index}").Append("d:True>n0").Append("d:False>f");
        var run = new Run(Flow([Decision("d", false), Line("f"), .. chain], [.. connections])).Start();

        Assert.Equal("f", run.Written);
    }
}
