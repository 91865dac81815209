using Prisma.Workflows.Engine.Bookmarks;
using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Activities;

/// <summary>What an activity that a host brings along may rely on, and what it may not do.</summary>
public sealed class OwnActivityTests
{
    [Fact]
    public void One_that_neither_completes_nor_waits_is_an_incident_that_names_it()
    {
        var run = Start(Activity("idle", "Test.Idle"));

        Assert.Equal("Finished/Faulted", run.State);
        Assert.Equal("Activity 'idle' neither completed nor waits for anything.", run.Instance.Incidents.Single().Message);
    }

    [Theory]
    [InlineData("Test.Watched")]
    [InlineData("Test.GivesUp")]
    public void One_that_does_nothing_more_when_it_is_woken_is_an_incident_too(string type)
    {
        var run = Start(Activity("deaf", type)).Resume("deaf");

        Assert.Equal("Activity 'deaf' neither completed nor waits for anything.", run.Instance.Incidents.Single().Message);
    }

    [Fact]
    public void One_that_is_done_waits_for_nothing_else_it_waited_for()
    {
        var run = Start(Activity("two", "Test.Twofold"));
        Assert.Equal("two two", run.WaitingFor);

        Assert.Equal(("Finished/Finished", "after"), (run.Resume("two").State, run.Written));
        Assert.Equal(2, run.Last.BookmarksBurnt.Count);
    }

    [Fact]
    public void One_that_gives_two_outputs_is_asked_for_either() =>
        Assert.Equal("left right after", Start(Activity("pair", "Test.Pair"), ScriptLine("l", "getOutputFrom('pair', 'One') + ' ' + getOutputFrom('pair', 'Other')")).Written);

    [Fact]
    public void One_that_is_cancelled_is_told_before_anything_else_goes_on()
    {
        var run = Start(Line("s"), Activity("w", "Test.Watched"), Event("e"), Activity("end", "Elsa.End"));
        Assert.Equal("s cancelled after", run.Publish("e").Written);

        Assert.Equal("s cancelled", Start(Line("s"), Activity("w", "Test.Watched"), Event("e"), Activity("end", "Elsa.End")).CancelActivity("w").Written);
    }

    [Fact]
    public void One_in_a_container_that_fails_is_told_that_it_is_cancelled() =>
        Assert.Equal("s l cancelled", Start(Line("s"), Activity("w", "Test.Watched"), Line("l"), Activity("j", "Elsa.FlowJoin", ("mode", JavaScript("nowhere()")))).Written);

    [Fact]
    public void One_that_is_left_by_going_back_is_told_that_it_is_cancelled() =>
        Assert.Equal("s cancelled s", Start(Line("s"), Activity("w", "Test.Watched"), Event("e"), Line("end")).GoBack("s").Written);

    /// <summary>In a flowchart of its own, the first leading to all others but the last, and that following what is before it.</summary>
    static Run Start(params JsonObject[] activities)
    {
        string[] ids = [.. activities.Select(activity => activity["id"]!.GetValue<string>())];
        var connections = ids.Length == 1 ? [] : ids[1..^1].Select(id => $"{ids[0]}>{id}").Append($"{ids[^2]}>{ids[^1]}");
        var catalogue = ActivityCatalogue.WithBuiltIns().Add<Idle>().Add<Watched>().Add<Twofold>().Add<GivesUp>().Add<Pair>();
        return new Run(Flow([Chart("inner", activities, [.. connections]), Line("after")], "inner>after"), catalogue).Start();
    }

    [Activity("Test.Idle", Category = "Test")]
    sealed class Idle : Activity
    {
        public override void Execute(ActivityContext context)
        {
        }
    }

    [Activity("Test.Watched", Category = "Test")]
    sealed class Watched : Activity
    {
        public override void Execute(ActivityContext context) => context.Wait(new Stimulus("Test.Watched"));

        public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
        {
        }

        public override void OnCancelled(ActivityContext context) => context.WriteLine("cancelled");
    }

    [Activity("Test.Twofold", Category = "Test")]
    sealed class Twofold : Activity
    {
        public override void Execute(ActivityContext context)
        {
            context.Wait(new Stimulus("Test.One"));
            context.Wait(new Stimulus("Test.Other"));
        }

        public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input) => context.Complete();
    }

    [Activity("Test.Pair", Category = "Test")]
    sealed class Pair : Activity
    {
        public override void Execute(ActivityContext context)
        {
            context.SetOutput("One", "left");
            context.SetOutput("Other", "right");
            context.Complete();
        }
    }

    [Activity("Test.GivesUp", Category = "Test")]
    sealed class GivesUp : Activity
    {
        public override void Execute(ActivityContext context) => context.Wait(new Stimulus("Test.GivesUp"), autoBurn: false);

        public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input) => context.Burn(bookmark);
    }
}
