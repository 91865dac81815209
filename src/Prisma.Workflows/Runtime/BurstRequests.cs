using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Engine.Instances.Requests;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime.Triggers;

namespace Prisma.Workflows.Runtime;

/// <summary>Meets within the same commit what a burst asks of its host: children are started and ended, events carried, parents told. A task waits for whoever does it.</summary>
sealed class BurstRequests(DirectRows rows, DefinitionCache definitions, TimeProvider time)
{
    const int Deepest = 32;

    readonly EventDelivery _events = new(rows, time);

    /// <summary>The children that have their first turn now.</summary>
    readonly HashSet<string> _starting = new(StringComparer.Ordinal);

    int _depth;

    public async Task MeetAsync(WorkflowRuntime runtime, Burst burst, CancellationToken cancellation)
    {
        foreach (var request in burst.Requests)
        {
            switch (request)
            {
                case StartChild child:
                    await StartAsync(runtime, burst.Instance, child, cancellation);
                    break;
                case PublishEvent published when _depth >= Deepest:
                    await runtime.ReportAsync(burst.Instance.Id, published, "Circle", $"“{published.EventName}” was brought to nobody: {Deepest} workflows have called one another without waiting. Have one of these workflows wait, for a delay, before it publishes its event.", cancellation);
                    break;
                case PublishEvent published:
                    await PublishAsync(runtime, new PublishedEvent(published.EventName, published.Payload, published.CorrelationId, published.IsLocal ? burst.Instance.Id : null), cancellation);
                    break;
            }
        }

        if (WorkflowRunner.IsPaused(burst.Instance))
            await runtime.GoOnAsync(burst.Instance.Id, cancellation);
        await EndAbandonedChildrenAsync(runtime, burst, cancellation);
        await _events.Kept.MeetAsync(runtime, burst, cancellation);
        if (burst.Instance is { Status: InstanceStatus.Finished, ParentInstanceId: { } parent, ParentBookmarkId: { } bookmark })
            await runtime.ResumeAsync(parent, bookmark, ChildState.Of(burst.Instance, late: !_starting.Contains(burst.Instance.Id)), cancellation);
    }

    /// <summary>Answers how many started or went on.</summary>
    public async Task<int> PublishAsync(WorkflowRuntime runtime, PublishedEvent published, CancellationToken cancellation)
    {
        _depth++;
        var heard = await _events.DeliverAsync(runtime, published, cancellation);
        _depth--;
        return heard;
    }

    async Task StartAsync(WorkflowRuntime runtime, WorkflowInstance parent, StartChild child, CancellationToken cancellation)
    {
        if (child is { Report: not ChildReport.WhenFound, BookmarkId: { } bookmark } && !await IsAwaitedAsync(parent, bookmark, cancellation))
            return;
        if (_depth >= Deepest)
        {
            await TellAsync(runtime, parent, child, Failed($"{Deepest} workflows have started one another without waiting, so '{child.DefinitionId}' was not started once more. Have one of them wait, for a delay or an event, before it starts the next."), cancellation);
            return;
        }

        if (await definitions.FindPublishedAsync(rows, child.DefinitionId, cancellation) is not { } found)
        {
            await TellAsync(runtime, parent, child, Failed($"Definition '{child.DefinitionId}' could not be found."), cancellation);
            return;
        }

        if (child.Report == ChildReport.WhenFound)
            await TellAsync(runtime, parent, child, [], cancellation);
        _depth++;
        _starting.Add(child.ChildInstanceId);
        try
        {
            var burst = await runtime.StartAsync(found.Id, found.Definition, Request(parent, child), cancellation);
            if (child.Report == ChildReport.AfterFirstBurst && burst.Instance.Status != InstanceStatus.Finished)
                await TellAsync(runtime, parent, child, ChildState.Of(burst.Instance, late: false), cancellation);
        }
        catch (StartRefusedException refused)
        {
            await TellAsync(runtime, parent, child, Failed(refused.Message), cancellation);
        }
        finally
        {
            _starting.Remove(child.ChildInstanceId);
            _depth--;
        }
    }

    /// <summary>What was to wait for the child may have ended in the same burst, or with a child before it. One that stands still waits when it is tried again.</summary>
    async Task<bool> IsAwaitedAsync(WorkflowInstance parent, string bookmarkId, CancellationToken cancellation) =>
        await rows.FindAsync<StoredBookmark>(bookmarkId, cancellation) is not null
        || (await rows.FindAsync<StoredInstance>(parent.Id, cancellation) is { } stored && InstanceJson.Read(stored.State).BookmarksAsleep.Any(asleep => asleep.Id == bookmarkId));

    static StartRequest Request(WorkflowInstance parent, StartChild child) => new()
    {
        InstanceId = child.ChildInstanceId,
        Input = child.Input,
        CorrelationId = child.CorrelationId,
        ParentInstanceId = parent.Id,
        ParentBookmarkId = child.Report == ChildReport.WhenFound ? null : child.BookmarkId,
    };

    static async Task TellAsync(WorkflowRuntime runtime, WorkflowInstance parent, StartChild child, JsonObject state, CancellationToken cancellation)
    {
        if (child.BookmarkId is { } bookmark)
            await runtime.ResumeAsync(parent.Id, bookmark, state, cancellation);
    }

    /// <summary>A child ends with the activity that waits for it.</summary>
    static async Task EndAbandonedChildrenAsync(WorkflowRuntime runtime, Burst burst, CancellationToken cancellation)
    {
        var cancelled = burst.Log.Where(entry => entry.Event == ActivityLogEvent.Cancelled).Select(entry => entry.ActivityInstanceId).ToHashSet(StringComparer.Ordinal);
        if (cancelled.Count == 0)
            return;
        foreach (var child in burst.BookmarksBurnt.Where(bookmark => cancelled.Contains(bookmark.ActivityInstanceId)).SelectMany(bookmark => bookmark.Children).ToList())
            await runtime.CancelAsync(child, cancellation);
    }

    static JsonObject Failed(string error) => new() { ["subStatus"] = nameof(InstanceSubStatus.Faulted), ["error"] = error };
}
