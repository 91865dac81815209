using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Engine.Instances.Requests;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Runtime;

/// <summary>Meets within the same commit what a burst asks of its host: children are started, events carried, parents told. A task waits for whoever does it.</summary>
sealed class BurstRequests(DirectRows rows, DefinitionCache definitions)
{
    const int Deepest = 32;

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
                case PublishEvent published:
                    await CarryAsync(runtime, burst.Instance, published, cancellation);
                    break;
            }
        }

        if (burst.Instance is { Status: InstanceStatus.Finished, ParentInstanceId: { } parent, ParentBookmarkId: { } bookmark })
        {
            await runtime.ResumeAsync(parent, bookmark, ChildState.Of(burst.Instance), cancellation);
        }
    }

    async Task StartAsync(WorkflowRuntime runtime, WorkflowInstance parent, StartChild child, CancellationToken cancellation)
    {
        if (_depth >= Deepest || await definitions.FindPublishedAsync(rows, child.DefinitionId, cancellation) is not { } found)
        {
            await TellAsync(runtime, parent, child, Failed(_depth >= Deepest ? $"More than {Deepest} workflows start each other." : $"Definition '{child.DefinitionId}' could not be found."), cancellation);
            return;
        }

        _depth++;
        var burst = await runtime.StartAsync(found.Id, found.Definition, Request(parent, child), cancellation);
        _depth--;
        if (child.Report == ChildReport.AfterFirstBurst && burst.Instance.Status != InstanceStatus.Finished)
        {
            await TellAsync(runtime, parent, child, ChildState.Of(burst.Instance), cancellation);
        }
    }

    static StartRequest Request(WorkflowInstance parent, StartChild child) => new()
    {
        InstanceId = child.ChildInstanceId,
        Input = child.Input,
        CorrelationId = child.CorrelationId,
        ParentInstanceId = parent.Id,
        ParentBookmarkId = child.Report == ChildReport.Never ? null : child.BookmarkId,
    };

    static async Task TellAsync(WorkflowRuntime runtime, WorkflowInstance parent, StartChild child, JsonObject state, CancellationToken cancellation)
    {
        if (child.BookmarkId is { } bookmark)
        {
            await runtime.ResumeAsync(parent.Id, bookmark, state, cancellation);
        }
    }

    static Task<int> CarryAsync(WorkflowRuntime runtime, WorkflowInstance from, PublishEvent published, CancellationToken cancellation)
    {
        var input = published.Payload is null ? null : new JsonObject { ["Payload"] = published.Payload.DeepClone() };
        return runtime.ResumeMatchingAsync(
            Stimulus.ForEvent(published.EventName),
            input,
            instance => (!published.IsLocal || instance.Id == from.Id) && (published.CorrelationId is null || instance.CorrelationId == published.CorrelationId),
            cancellation);
    }

    static JsonObject Failed(string error) => new() { ["subStatus"] = nameof(InstanceSubStatus.Faulted), ["error"] = error };
}
