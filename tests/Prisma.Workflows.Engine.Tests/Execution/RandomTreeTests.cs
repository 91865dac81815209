using CsCheck;

namespace Prisma.Workflows.Engine.Tests.Execution;

/// <summary>Random containers, loops and definitions in place, against a reference written from the rules alone.</summary>
public sealed class RandomTreeTests
{
    const int MostSteps = 400;

    [Fact]
    public void Whatever_holds_whatever_runs_what_the_reference_runs() => Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 1000]).Sample(RunsWhatTheReferenceRuns, iter: 3000);

    /// <summary>Found by chance once: of three that a join cancels, each is followed before the next is.</summary>
    [Theory]
    [InlineData(1388567836, 395)]
    public void What_did_not_once_still_does(int drawn, int seed) => RunsWhatTheReferenceRuns(drawn, seed);

    static void RunsWhatTheReferenceRuns(int drawn, int seed)
    {
        var tree = new RandomTree(drawn);
        var expected = new ReferenceMachine(tree.Root, id => tree.Children[id]).Run(Chooser(seed), MostSteps);
        if (expected.Trace.Count >= MostSteps)
            return;

        var run = new Run(Sample.Definition(tree.Root.DeepClone().AsObject()));
        run.Others.AddRange(tree.Children.Select(Inner));
        run.Start();
        for (var choose = Chooser(seed); run.Instance.Bookmarks.Count > 0;)
            run.ResumeBookmark(run.Instance.Bookmarks[choose(run.Instance.Bookmarks.Count)].Id);

        var ran = run.Log.Where(entry => entry.Event == ActivityLogEvent.Started).Select(entry => entry.ActivityId);
        Assert.True(
            Told(expected.Trace, expected.Failed) == Told(ran, run.Instance.Incidents.Select(incident => incident.ActivityId)) && (expected.Failed.Count > 0 ? "Finished/Faulted" : "Finished/Finished") == run.State,
            $"{tree}\nexpected {Told(expected.Trace, expected.Failed)}\nran      {Told(ran, run.Instance.Incidents.Select(incident => $"{incident.ActivityId} {incident.Message}"))} and is {run.State}");
    }

    static string Told(IEnumerable<string> ran, IEnumerable<string> failed) => $"{string.Join(' ', ran)}, failed: {string.Join(' ', failed)}";

    static Func<int, int> Chooser(int seed)
    {
        var next = seed;
        return count =>
        {
            var chosen = (int)((uint)next % (uint)count);
            next = next * 31 + 7;
            return chosen;
        };
    }

    static WorkflowDefinition Inner(KeyValuePair<string, JsonObject> child) => Sample.Definition(child.Value.DeepClone().AsObject(), document =>
    {
        document["id"] = child.Key + "-1";
        document["definitionId"] = child.Key;
        document["name"] = child.Key;
    });
}
