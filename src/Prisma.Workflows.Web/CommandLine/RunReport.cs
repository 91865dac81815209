using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Web.CommandLine;

/// <summary>What a run came to, in the members that Elsa's recorded behaviour is told in.</summary>
sealed class RunReport(Workbench bench, WorkflowInstance instance)
{
    const int MostRounds = 10;

    public JsonObject AfterFirstBurst() => new()
    {
        ["definitionId"] = instance.DefinitionId,
        ["lines"] = Texts(bench.Lines),
        ["status"] = instance.Status.ToString(),
        ["subStatus"] = instance.SubStatus.ToString(),
        ["bookmarks"] = Texts(instance.Bookmarks.Select(bookmark => bookmark.Name)),
        ["incidents"] = Incidents(),
        ["output"] = instance.Output.ToJsonString(),
    };

    /// <summary>Fires every timer, event and task that is waited for, round after round, until nothing waits.</summary>
    public void Resume(JsonObject report)
    {
        var before = bench.Lines.Count;
        var rounds = 0;
        while (instance.Bookmarks.Count > 0 && rounds < MostRounds)
        {
            rounds++;
            foreach (var (owner, bookmark) in Waiting())
            {
                if (bookmark.DueAt > bench.Now)
                {
                    bench.Advance(bookmark.DueAt.Value - bench.Now);
                }
                else
                {
                    bench.Resume(owner.Id, bookmark.Id);
                }
            }
        }

        report["output"] = instance.Output.ToJsonString();
        report["resumeRounds"] = rounds;
        report["linesAfterResume"] = Texts(bench.Lines.Skip(before));
        report["finalStatus"] = $"{instance.Status}/{instance.SubStatus}";
        report["finalIncidents"] = Incidents();
    }

    /// <summary>A parent that waits for a child goes on by itself when the child does.</summary>
    List<(WorkflowInstance Owner, Bookmark Bookmark)> Waiting()
    {
        var children = bench.Instances.Where(one => one != instance && one.Bookmarks.Count > 0).ToList();
        var all = children.Append(instance).SelectMany(owner => owner.Bookmarks.Select(bookmark => (Owner: owner, Bookmark: bookmark))).ToList();
        var outside = all.FindAll(one => !children.Exists(child => child.ParentBookmarkId == one.Bookmark.Id));
        return outside.Count > 0 ? outside : all;
    }

    JsonArray Incidents() => Texts(instance.Incidents.Select(incident => $"{incident.ActivityType}: {incident.Message}"));

    static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
