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

    static void Move(Run run, WorkflowDefinition next)
    {
        Assert.Empty(WorkflowRunner.Move(next, run.Definition, run.Instance));
        run.Definition = next;
    }
}
