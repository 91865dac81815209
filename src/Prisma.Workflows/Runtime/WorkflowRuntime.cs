using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Engine.Instances.Requests;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime.Endpoints;
using Prisma.Workflows.Runtime.Triggers;

namespace Prisma.Workflows.Runtime;

/// <summary>Hosts the engine durably: every method changes rows of the caller's operation, and its commit is the burst's (design.md §5.1).</summary>
public sealed class WorkflowRuntime(
    DirectRows rows,
    DefinitionCache definitions,
    WorkflowRunner runner,
    IEnumerable<IBurstCompanion> companions,
    TimeProvider time)
{
    const string Waiting = """SELECT "Id", "InstanceId" FROM "Bookmarks" WHERE "Hash" = @value""";
    const string Bookmarks = """SELECT "Id" FROM "Bookmarks" WHERE "InstanceId" = @value""";
    const string StandsStill = """SELECT 1 FROM "Instances" WHERE "Id" = @value AND "SubStatus" = 'Faulted'""";
    const string LiveChildren = """SELECT "Id" FROM "Instances" WHERE "ParentInstanceId" = @value AND ("Status" = 'Running' OR "SubStatus" = 'Faulted')""";

    readonly BurstRequests _requests = new(rows, definitions, time);

    /// <summary>Starts the published version of a definition.</summary>
    /// <exception cref="DefinitionMissingException">Nothing of that id is published.</exception>
    /// <exception cref="StartRefusedException">Its activation strategy allows no further instance now.</exception>
    public async Task<Burst> StartAsync(string definitionId, string instanceId, JsonObject? input, string? correlationId, CancellationToken cancellation)
    {
        var (versionId, definition) = await definitions.PublishedAsync(rows, definitionId, cancellation);
        return await StartAsync(versionId, definition, new StartRequest { InstanceId = instanceId, Input = input, CorrelationId = correlationId }, cancellation);
    }

    /// <summary>Starts one version of a definition, published or not.</summary>
    /// <exception cref="DefinitionMissingException">That version is not here.</exception>
    /// <exception cref="StartRefusedException">Its activation strategy allows no further instance now.</exception>
    public async Task<Burst> StartVersionAsync(string versionId, StartRequest request, CancellationToken cancellation) =>
        await StartAsync(versionId, await definitions.VersionAsync(rows.Context, versionId, cancellation), request, cancellation);

    internal async Task<Burst> StartAsync(string versionId, WorkflowDefinition definition, StartRequest request, CancellationToken cancellation)
    {
        var key = await Activation.TakeAsync(rows.Context, definition, request, cancellation);
        var context = await PrepareAsync(definition, request.InstanceId, request.ParentInstanceId, [], cancellation);
        var burst = runner.Start(definition, request, context);
        var stored = new StoredInstance
        {
            Id = request.InstanceId,
            DefinitionId = definition.DefinitionId,
            DefinitionVersionId = versionId,
            ActivationKey = key,
            ParentInstanceId = request.ParentInstanceId,
            Status = "",
            SubStatus = "",
            State = "",
            CreatedAt = context.Now,
            UpdatedAt = context.Now,
        };
        await KeepAsync(stored, burst, context, cancellation);
        return burst;
    }

    /// <summary>
    /// Wakes one bookmark wherever it stands: its id begins with that of its instance, which may be a child of the one that is asked about. What people did
    /// while that stands still after a failure is kept for when it is tried again.
    /// </summary>
    public async Task<bool> ResumeAsync(string bookmarkId, JsonObject? input, CancellationToken cancellation)
    {
        var instanceId = bookmarkId[..Math.Max(0, bookmarkId.LastIndexOf('.'))];
        return await ResumeAsync(instanceId, bookmarkId, input, cancellation) || await HearAsync(instanceId, instance => WorkflowRunner.Hear(instance, bookmarkId, input ?? []), cancellation);
    }

    /// <summary>Wakes one bookmark; false when it is already burnt or its instance has ended: the step is done, and that is fine.</summary>
    public Task<bool> ResumeAsync(string instanceId, string bookmarkId, JsonObject? input, CancellationToken cancellation) =>
        RunAsync(instanceId, (definition, instance, context) => runner.Resume(definition, instance, bookmarkId, input, context), cancellation);

    /// <summary>Goes on with a burst that made way for a child, unless the child's end has already done so.</summary>
    internal Task GoOnAsync(string instanceId, CancellationToken cancellation) => RunAsync(instanceId, runner.GoOn, cancellation);

    /// <summary>Wakes every bookmark with that hash; answers how many.</summary>
    public Task<int> ResumeMatchingAsync(Stimulus stimulus, JsonObject? input, CancellationToken cancellation) =>
        ResumeMatchingAsync(stimulus, input, _ => true, cancellation);

    /// <summary>Wakes those bookmarks with that hash whose instance is meant; bookmarks of this very operation among them.</summary>
    internal async Task<int> ResumeMatchingAsync(Stimulus stimulus, JsonObject? input, Func<StoredInstance, bool> isMeant, CancellationToken cancellation)
    {
        var waiting = await rows.ReadAsync(Waiting, stimulus.Hash, reader => (reader.GetString(0), reader.GetString(1)), cancellation);
        var woken = 0;
        foreach (var (id, instanceId) in waiting.OrderBy(bookmark => bookmark.Item1, StringComparer.Ordinal))
        {
            if (await rows.FindAsync<StoredInstance>(instanceId, cancellation) is { } instance && isMeant(instance))
                woken += await ResumeAsync(instanceId, id, (JsonObject?)input?.DeepClone(), cancellation) ? 1 : 0;
        }

        return woken;
    }

    /// <summary>Wakes what waits for that, knowing whose run it is: what of it and its children stands still after a failure is kept for when it is tried again.</summary>
    public async Task ReachAsync(string instanceId, Stimulus stimulus, CancellationToken cancellation)
    {
        await ResumeMatchingAsync(stimulus, null, cancellation);
        await KeepForLaterAsync(instanceId, stimulus, cancellation);
    }

    async Task KeepForLaterAsync(string instanceId, Stimulus stimulus, CancellationToken cancellation)
    {
        if (await rows.AnyAsync(StandsStill, instanceId, cancellation))
            await HearAsync(instanceId, instance => WorkflowRunner.Hear(instance, stimulus, []), cancellation);
        foreach (var child in await LiveChildrenAsync(instanceId, cancellation))
            await KeepForLaterAsync(child, stimulus, cancellation);
    }

    Task<List<string>> LiveChildrenAsync(string instanceId, CancellationToken cancellation) =>
        rows.ReadAsync(LiveChildren, instanceId, reader => reader.GetString(0), cancellation);

    /// <summary>Brings an event to everybody who is meant; answers how many started or went on.</summary>
    public Task<int> PublishAsync(PublishedEvent published, CancellationToken cancellation) => _requests.PublishAsync(this, published, cancellation);

    /// <summary>Runs the activity of an incident again; false when there is no such incident, or it was tried again already.</summary>
    public async Task<bool> RetryAsync(string instanceId, string incidentId, CancellationToken cancellation)
    {
        Burst? burst = null;
        if (!await RunAsync(instanceId, (definition, instance, context) => burst = runner.Retry(definition, instance, incidentId, context), cancellation))
            return false;
        await new RetryBurst(rows.Context, this).CatchUpAsync(burst!, cancellation);
        foreach (var companion in companions)
            await companion.AgainAsync(burst!, this, cancellation);
        return true;
    }

    /// <summary>Tells on an instance what was not done for it.</summary>
    internal Task ReportAsync(string instanceId, Request request, string type, string message, CancellationToken cancellation) =>
        RunAsync(instanceId, (definition, instance, context) => runner.Report(definition, instance, request, type, message, context), cancellation);

    /// <summary>Ends an instance wherever it waits, and its children with it; nothing happens to one that has ended. One that stands still after a failure is tried again no more. One whose state cannot be read ends too: whoever wants to leave can (domain.md §12.5).</summary>
    public async Task CancelAsync(string instanceId, CancellationToken cancellation)
    {
        if (await rows.FindAsync<StoredInstance>(instanceId, cancellation) is { } stored && (stored.SubStatus == nameof(InstanceSubStatus.Faulted) || (stored.Status == nameof(InstanceStatus.Running) && InstanceJson.TryRead(stored.State) is null)))
            await CloseAsync(stored, cancellation);
        else if (!await RunAsync(instanceId, runner.Cancel, cancellation))
            return;
        foreach (var child in await LiveChildrenAsync(instanceId, cancellation))
            await CancelAsync(child, cancellation);
    }

    /// <summary>Ends one activity, named by its id or that of its execution, with all that is in it; the connections behind it are not followed. False when it does not run now.</summary>
    public Task<bool> CancelActivityAsync(string instanceId, string activity, CancellationToken cancellation) =>
        RunAsync(
            instanceId,
            (definition, instance, context) =>
            {
                var execution = instance.Executions.FirstOrDefault(one => one.IsLive && (one.Id == activity || one.ActivityId == activity));
                return runner.CancelActivity(definition, instance, execution?.Id ?? "", context);
            },
            cancellation);

    /// <summary>Goes back to an activity of the run's own definition that is chosen from it: whatever waits before or behind it is left. False when the run has ended or has none.</summary>
    public Task<bool> GoBackAsync(string instanceId, Func<WorkflowDefinition, ActivityNode?> choose, CancellationToken cancellation) =>
        RunAsync(instanceId, (definition, instance, context) => runner.GoBack(definition, instance, choose(definition)?.Id ?? "", context), cancellation);

    /// <summary>Has a run that waits go on in another version of its definition; not where that version lacks a place at which it waits, and those are answered.</summary>
    public async Task<IReadOnlyList<ActivityNode>> MoveAsync(string instanceId, string versionId, CancellationToken cancellation)
    {
        var stored = (await rows.FindAsync<StoredInstance>(instanceId, cancellation))!;
        var next = await definitions.VersionAsync(rows.Context, versionId, cancellation);
        var instance = Read(stored);
        var lost = WorkflowRunner.Move(next, await definitions.VersionAsync(rows.Context, stored.DefinitionVersionId, cancellation), instance);
        if (lost.Count == 0)
        {
            stored.DefinitionVersionId = versionId;
            await KeepStateAsync(stored, instance, cancellation);
            if (WorkflowRunner.IsPaused(instance))
                await GoOnAsync(instanceId, cancellation);
        }

        return lost;
    }

    /// <summary>Tries again what failed, named by its activity or its execution; else runs an activity of a flowchart that runs now. False when there is none around it, or it runs already.</summary>
    public async Task<bool> ScheduleAsync(string instanceId, string activity, CancellationToken cancellation)
    {
        var failed = await rows.FindAsync<StoredInstance>(instanceId, cancellation) is { Incidents: > 0 } stored
            ? Read(stored).Incidents.FirstOrDefault(one => one.RetriedAt is null && (one.ActivityInstanceId == activity || one.ActivityId == activity))
            : null;
        return (failed is not null && await RetryAsync(instanceId, failed.Id, cancellation))
            || await RunAsync(instanceId, (definition, instance, context) => runner.Schedule(definition, instance, activity, context), cancellation);
    }

    /// <summary>Gives a variable another value where the run has it now. False when it has none of that id that it keeps.</summary>
    /// <exception cref="ExpressionException">The value is not of the variable's type.</exception>
    public async Task<bool> SetVariableAsync(string instanceId, string variableId, JsonNode? value, CancellationToken cancellation)
    {
        if (await rows.FindAsync<StoredInstance>(instanceId, cancellation) is not { } stored)
            return false;
        var definition = await definitions.VersionAsync(rows.Context, stored.DefinitionVersionId, cancellation);
        var instance = Read(stored);
        if (!runner.SetVariable(definition, instance, variableId, value, await PrepareAsync(definition, instance, stored.ParentInstanceId, cancellation)))
            return false;
        await KeepStateAsync(stored, instance, cancellation);
        return true;
    }

    async Task<bool> HearAsync(string instanceId, Func<WorkflowInstance, bool> hear, CancellationToken cancellation)
    {
        if (await rows.FindAsync<StoredInstance>(instanceId, cancellation) is not { SubStatus: nameof(InstanceSubStatus.Faulted) } stored)
            return false;
        var instance = Read(stored);
        if (!hear(instance))
            return false;
        await KeepStateAsync(stored, instance, cancellation);
        return true;
    }

    static WorkflowInstance Read(StoredInstance stored) => InstanceJson.TryRead(stored.State, out var why) ?? throw new InstanceUnreadableException(stored.Id, why);

    async Task KeepStateAsync(StoredInstance stored, WorkflowInstance instance, CancellationToken cancellation)
    {
        stored.State = InstanceJson.WriteText(instance);
        stored.Revision++;
        rows.Change(stored);
        await rows.WriteAsync(cancellation);
    }

    /// <summary>Without a burst: what it stood at stays as it is, and nothing wakes it any more.</summary>
    async Task CloseAsync(StoredInstance stored, CancellationToken cancellation)
    {
        foreach (var id in await rows.ReadAsync(Bookmarks, stored.Id, reader => reader.GetString(0), cancellation))
            rows.Remove<StoredBookmark>(id);
        stored.Status = nameof(InstanceStatus.Finished);
        stored.SubStatus = nameof(InstanceSubStatus.Cancelled);
        stored.FinishedAt = stored.UpdatedAt = time.GetUtcNow();
        stored.ActivationKey = null;
        stored.Revision++;
        rows.Change(stored);
        await rows.WriteAsync(cancellation);
    }

    /// <summary>Loads an instance, runs it and keeps it; false when it is not here, or there was nothing to run.</summary>
    async Task<bool> RunAsync(string instanceId, Func<WorkflowDefinition, WorkflowInstance, BurstContext, Burst> run, CancellationToken cancellation)
    {
        // One that was ended unread may say in its own state that it runs.
        if (await rows.FindAsync<StoredInstance>(instanceId, cancellation) is not { } stored || stored.SubStatus == nameof(InstanceSubStatus.Cancelled))
            return false;
        var definition = await definitions.VersionAsync(rows.Context, stored.DefinitionVersionId, cancellation);
        var instance = Read(stored);
        var context = await PrepareAsync(definition, instance, stored.ParentInstanceId, cancellation);
        var burst = run(definition, instance, context);
        if (burst.Found)
            await KeepAsync(stored, burst, context, cancellation);
        return burst.Found;
    }

    Task<BurstContext> PrepareAsync(WorkflowDefinition definition, WorkflowInstance instance, string? parentId, CancellationToken cancellation) =>
        PrepareAsync(definition, instance.Id, parentId, instance.VersionsInPlace, cancellation);

    async Task<BurstContext> PrepareAsync(WorkflowDefinition definition, string instanceId, string? parentId, IEnumerable<string> inPlace, CancellationToken cancellation)
    {
        var context = new BurstContext(time.GetUtcNow()) { FindDefinition = await definitions.UsedByAsync(rows, definition, inPlace, cancellation) };
        if (parentId is not null)
            context.With(new ParentInstance(parentId));
        foreach (var companion in companions)
            await companion.AttachAsync(instanceId, context, cancellation);
        return context;
    }

    async Task KeepAsync(StoredInstance stored, Burst burst, BurstContext context, CancellationToken cancellation)
    {
        var instance = burst.Instance;
        stored.Status = instance.Status.ToString();
        stored.SubStatus = instance.SubStatus.ToString();
        stored.CorrelationId = instance.CorrelationId ?? "";
        stored.State = InstanceJson.WriteText(instance);
        stored.Incidents = instance.Incidents.Count;
        stored.UpdatedAt = context.Now;
        stored.FinishedAt = instance.Status == InstanceStatus.Finished ? context.Now : null;
        stored.ActivationKey = instance.Status == InstanceStatus.Finished ? null : stored.ActivationKey;
        stored.Revision++;
        if (stored.Revision == 1)
            rows.Add(stored);
        else
            rows.Change(stored);
        KeepBookmarks(burst);
        foreach (var entry in burst.Log)
        {
            rows.Add(new StoredLogEntry
            {
                InstanceId = instance.Id,
                Sequence = entry.Sequence,
                At = entry.At,
                ActivityId = entry.ActivityId,
                ActivityType = entry.ActivityType,
                Event = entry.Event.ToString(),
                Text = entry.Text ?? "",
                Execution = entry.Execution.Number,
                Parent = entry.Execution.Parent?.Number,
                NodeId = entry.ActivityNodeId == entry.Node.NodeId ? null : entry.ActivityNodeId,
                Outcomes = string.Join('\n', entry.Outcomes),
                Values = entry.Values is { Count: > 0 } values ? values.ToJsonString() : null,
            });
        }

        await rows.WriteAsync(cancellation);
        foreach (var companion in companions)
            await companion.AfterAsync(burst, context, this, cancellation);
        await _requests.MeetAsync(this, burst, cancellation);
    }

    void KeepBookmarks(Burst burst)
    {
        foreach (var bookmark in burst.BookmarksBurnt)
            rows.Remove<StoredBookmark>(bookmark.Id);
        foreach (var bookmark in burst.BookmarksAdded)
        {
            rows.Add(new StoredBookmark
            {
                Id = bookmark.Id,
                InstanceId = burst.Instance.Id,
                Name = bookmark.Name,
                Hash = bookmark.Hash,
                ActivityId = bookmark.ActivityId,
                DueAt = bookmark.DueAt,
                Route = EndpointRoute.Of(bookmark),
            });
        }
    }
}
