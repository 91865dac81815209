using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Calls;

namespace Prisma.Workflows.Rehearsals.Trials;

/// <summary>Tells how far the instance of a trial has come, in the members that Elsa's recorded behaviour is told in, and wakes what waits.</summary>
sealed class TrialWatch(RehearsalRoom room, WrittenLines lines, string instanceId, CancellationToken cancellation)
{
    const int MostRounds = 10;

    public async Task<JsonObject> AfterFirstBurstAsync()
    {
        await AnswerCallsAsync();
        var instance = await InstanceAsync();
        var report = new JsonObject
        {
            ["definitionId"] = instance.DefinitionId,
            ["lines"] = Texts(lines.All),
            ["status"] = instance.Status.ToString(),
            ["subStatus"] = instance.SubStatus.ToString(),
            ["bookmarks"] = Texts(instance.Bookmarks.Concat(instance.BookmarksAsleep).Select(bookmark => bookmark.Name)),
            ["incidents"] = Incidents(instance),
            ["output"] = instance.Output.ToJsonString(),
        };
        await TellOthersAsync(report);
        return report;
    }

    /// <summary>Fires every timer, event and task that is waited for, round after round, until nothing waits.</summary>
    public async Task ResumeAsync(JsonObject report)
    {
        var before = lines.All.Count;
        var rounds = 0;
        var instance = await InstanceAsync();
        for (; instance.Bookmarks.Count > 0 && rounds < MostRounds; rounds++)
        {
            foreach (var (owner, bookmark) in await WaitingAsync())
            {
                await WakeAsync(owner, bookmark);
                await AnswerCallsAsync();
            }

            instance = await InstanceAsync();
        }

        report["output"] = instance.Output.ToJsonString();
        report["resumeRounds"] = rounds;
        report["linesAfterResume"] = Texts(lines.All.Skip(before));
        report["finalStatus"] = $"{instance.Status}/{instance.SubStatus}";
        report["finalIncidents"] = Incidents(instance);
        await TellOthersAsync(report);
    }

    /// <summary>What went wrong in those it started, which nobody hears of who does not wait for them.</summary>
    async Task TellOthersAsync(JsonObject report)
    {
        var failed = await room.ReadAsync(db => db.Instances.Where(stored => stored.Id != instanceId && stored.Incidents > 0)
            .OrderBy(stored => stored.CreatedAt).ThenBy(stored => stored.Id).Select(stored => stored.State).ToListAsync(cancellation));
        if (failed.Count > 0)
            report["incidentsOfOthers"] = new JsonArray([.. failed.SelectMany(state => Incidents(InstanceJson.Read(state))).Select(incident => incident!.DeepClone())]);
    }

    /// <summary>A parent that waits for a child goes on by itself when the child does.</summary>
    async Task<List<(string Owner, Bookmark Bookmark)>> WaitingAsync()
    {
        var running = await room.ReadAsync(db => db.Instances.Where(stored => stored.Status == nameof(InstanceStatus.Running))
            .OrderBy(stored => stored.CreatedAt).ThenBy(stored => stored.Id).Select(stored => stored.State).ToListAsync(cancellation));
        var instances = running.ConvertAll(InstanceJson.Read).OrderBy(instance => instance.Id == instanceId).ToList();
        var all = instances.SelectMany(owner => owner.Bookmarks.Select(bookmark => (Owner: owner.Id, Bookmark: bookmark))).ToList();
        var outside = all.FindAll(one => !instances.Exists(child => child.ParentBookmarkId == one.Bookmark.Id));
        return outside.Count > 0 ? outside : all;
    }

    async Task WakeAsync(string owner, Bookmark bookmark)
    {
        if (bookmark.DueAt is { } due && due > room.Clock.GetUtcNow())
        {
            // What woke before it in this round may have given it up.
            if (await room.ReadAsync(db => db.Bookmarks.AnyAsync(one => one.Id == bookmark.Id, cancellation)))
                await PassUntilAsync(due);
            return;
        }

        await room.RunAsync<WorkflowRuntime, bool>(runtime => runtime.ResumeAsync(owner, bookmark.Id, null, cancellation));
    }

    /// <summary>A trial may call nobody, so every call is refused at once, as where no line comes about.</summary>
    Task AnswerCallsAsync() => room.CallAsync<DeliverCalls>(deliver => deliver.ExecuteAsync(cancellation));

    /// <summary>Moves the clock from one timer to the next, so that each is woken at its own time.</summary>
    async Task PassUntilAsync(DateTimeOffset until)
    {
        while (await room.ReadAsync(db => db.Bookmarks.MinAsync(bookmark => bookmark.DueAt, cancellation)) is { } due && due <= until)
        {
            room.Clock.MoveTo(due);
            await room.Get<ResumeDueTimers>().ExecuteAsync(cancellation);
            await AnswerCallsAsync();
        }

        room.Clock.MoveTo(until);
    }

    async Task<WorkflowInstance> InstanceAsync() =>
        InstanceJson.Read(await room.ReadAsync(db => db.Instances.Where(stored => stored.Id == instanceId).Select(stored => stored.State).SingleAsync(cancellation)));

    static JsonArray Incidents(WorkflowInstance instance) => Texts(instance.Incidents.Select(incident => $"{incident.ActivityType}: {incident.Message}"));

    static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
