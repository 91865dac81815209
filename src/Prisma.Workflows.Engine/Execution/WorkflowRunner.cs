using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Activities.Flow;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>Runs an instance until nothing more can run without the outside world. Holds no state; one serves all threads.</summary>
public sealed class WorkflowRunner(ActivityCatalogue catalogue, ExpressionEvaluator expressions)
{
    readonly InputBinder _binder = new(catalogue, expressions);

    /// <summary>Starts a new instance.</summary>
    public Burst Start(WorkflowDefinition definition, StartRequest request, BurstContext context)
    {
        var instance = new WorkflowInstance(request.InstanceId)
        {
            DefinitionId = definition.DefinitionId,
            DefinitionVersionId = definition.VersionId,
            DefinitionVersion = definition.Version,
            SubStatus = InstanceSubStatus.Executing,
            Name = request.Name,
            CorrelationId = request.CorrelationId,
            TriggerActivityId = request.TriggerActivityId,
            ParentInstanceId = request.ParentInstanceId,
            ParentBookmarkId = request.ParentBookmarkId,
            Input = request.Input?.DeepClone().AsObject() ?? [],
            CreatedAt = context.Now,
        };
        var burst = new Burst(definition, instance, context) { IsStarting = true };
        instance.Root = new ActivityExecution(instance, null, instance.NextNumber(), definition.Root.Id) { Node = definition.Root };
        burst.Enqueue(instance.Root);
        return new BurstRun(burst, _binder).Finish();
    }

    /// <summary>Wakes a bookmark. An unknown or burnt bookmark is no failure: the burst says it was not found.</summary>
    public Burst Resume(WorkflowDefinition definition, WorkflowInstance instance, string bookmarkId, JsonObject? input, BurstContext context)
    {
        var burst = new Burst(definition, instance, context);
        if (instance.Status == InstanceStatus.Finished || instance.Bookmark(bookmarkId) is not { } bookmark)
            return NotFound(burst);

        var run = Begin(burst);
        run.TakeUp();
        var execution = instance.Executions.FirstOrDefault(candidate => candidate.Id == bookmark.ActivityInstanceId);
        if (bookmark.AutoBurn || execution is null)
            burst.Burn(bookmark);
        if (execution is { Node: not null, IsLive: true })
        {
            execution.BookmarkCount -= bookmark.AutoBurn ? 1 : 0;
            run.Resume(execution, bookmark, input);
        }

        return run.Finish();
    }

    /// <summary>Keeps what came for a bookmark that is asleep, until the instance is retried; what came first holds. False when no such bookmark is asleep.</summary>
    public static bool Hear(WorkflowInstance instance, string bookmarkId, JsonObject input)
    {
        var place = instance.Dormant.FindIndex(bookmark => bookmark.Id == bookmarkId && bookmark is { AutoBurn: true, Heard: null });
        if (place < 0)
            return false;
        instance.Dormant[place] = instance.Dormant[place] with { Heard = input.DeepClone().AsObject() };
        return true;
    }

    /// <summary>The same for whatever is asleep and waits for that.</summary>
    public static bool Hear(WorkflowInstance instance, Stimulus stimulus, JsonObject input)
    {
        var isHeard = false;
        foreach (var bookmark in instance.Dormant.FindAll(bookmark => bookmark.Hash == stimulus.Hash))
            isHeard |= Hear(instance, bookmark.Id, input);
        return isHeard;
    }

    /// <summary>Whether a paused burst left something that has not had its turn.</summary>
    public static bool IsPaused(WorkflowInstance instance) =>
        instance.Status == InstanceStatus.Running && instance.Executions.Any(execution => execution.Status == ActivityStatus.Pending);

    /// <summary>Goes on with what a paused burst left, though nothing was woken.</summary>
    public Burst GoOn(WorkflowDefinition definition, WorkflowInstance instance, BurstContext context)
    {
        var burst = new Burst(definition, instance, context);
        if (!IsPaused(instance))
            return NotFound(burst);

        var run = Begin(burst);
        run.TakeUp();
        return run.Finish();
    }

    /// <summary>Cancels an instance and everything in it.</summary>
    public Burst Cancel(WorkflowDefinition definition, WorkflowInstance instance, BurstContext context)
    {
        var burst = new Burst(definition, instance, context);
        if (instance.Status == InstanceStatus.Finished)
            return NotFound(burst);

        Begin(burst).Cancel();
        return burst;
    }

    /// <summary>Cancels one execution; the connections behind its activity are not followed.</summary>
    public Burst CancelActivity(WorkflowDefinition definition, WorkflowInstance instance, string activityInstanceId, BurstContext context)
    {
        var burst = new Burst(definition, instance, context);
        var execution = instance.Executions.FirstOrDefault(candidate => candidate.Id == activityInstanceId);
        if (instance.Status == InstanceStatus.Finished || execution is not { IsLive: true })
            return NotFound(burst);

        var run = Begin(burst);
        run.CancelActivity(execution);
        return run.Finish();
    }

    /// <summary>Leaves whatever waits before or behind an activity, and runs from that activity on as if a connection had led back to it. What waits on a way of its own beside it goes on.</summary>
    public Burst GoBack(WorkflowDefinition definition, WorkflowInstance instance, string activityId, BurstContext context)
    {
        var burst = new Burst(definition, instance, context);
        return definition.NodesById.GetValueOrDefault(activityId) is { } node && Around(node, instance) is { } above ? Begin(burst).GoBack(above, node) : NotFound(burst);
    }

    /// <summary>Runs an activity of a flowchart that runs now, beside whatever else runs there; not one that runs already.</summary>
    public Burst Schedule(WorkflowDefinition definition, WorkflowInstance instance, string activityId, BurstContext context)
    {
        var burst = new Burst(definition, instance, context);
        return definition.NodesById.GetValueOrDefault(activityId) is { Parent.Type: "Elsa.Flowchart" } node && Around(node, instance) is { } above
            && !above.Children.Any(child => child.IsLive && child.ActivityId == activityId)
                ? Begin(burst).Schedule(above, node)
                : NotFound(burst);
    }

    /// <summary>Gives a variable of an instance that has not ended well another value; false when nothing in it has the variable now, or does not keep it.</summary>
    /// <exception cref="ExpressionException">The value is not of the variable's type.</exception>
    public bool SetVariable(WorkflowDefinition definition, WorkflowInstance instance, string variableId, JsonNode? value, BurstContext context) =>
        new BurstRun(new Burst(definition, instance, context), _binder).SetVariable(variableId, value);

    /// <summary>Runs the activity of an incident again.</summary>
    public Burst Retry(WorkflowDefinition definition, WorkflowInstance instance, string incidentId, BurstContext context)
    {
        var burst = new Burst(definition, instance, context);
        var incident = instance.Failures.FindIndex(candidate => candidate.Id == incidentId && candidate.RetriedAt is null);
        var execution = incident < 0 ? null : instance.Executions.FirstOrDefault(candidate => candidate.Id == instance.Failures[incident].ActivityInstanceId);
        if (execution is null || instance.SubStatus is InstanceSubStatus.Cancelled or InstanceSubStatus.Finished)
            return NotFound(burst);

        instance.Failures[incident] = instance.Failures[incident] with { RetriedAt = context.Now };
        var run = Begin(burst);
        run.Retry(execution);
        return run.Finish();
    }

    /// <summary>Records on an instance what its host did not do for it.</summary>
    public Burst Report(WorkflowDefinition definition, WorkflowInstance instance, Request request, string type, string message, BurstContext context)
    {
        var burst = new Burst(definition, instance, context);
        new BurstRun(burst, _binder).Record(request, type, message);
        return burst;
    }

    /// <summary>What starts the definition: one bookmark for each stimulus or due time its triggers wait for, belonging to no instance. A time that is not to come starts nothing: it would do so again and again.</summary>
    public IReadOnlyList<Bookmark> TriggersOf(WorkflowDefinition definition, BurstContext context)
    {
        var triggers = definition.Nodes
            .Where(node => node.CanStartWorkflow && (node.Parent is null || node.Parent == definition.Root))
            .Where(node => catalogue.TypeOf(node)?.Descriptor.IsTrigger == true);
        var burst = new Burst(definition, new WorkflowInstance(definition.VersionId), context);
        new BurstRun(burst, _binder).RunAlone(triggers);
        return [.. burst.BookmarksAdded.Where(bookmark => bookmark.DueAt is null || bookmark.DueAt > context.Now)];
    }

    /// <summary>Has an instance that waits go on in another version, unless places where it is now are missing there; answers those.</summary>
    public static IReadOnlyList<ActivityNode> Move(WorkflowDefinition next, WorkflowDefinition now, WorkflowInstance instance)
    {
        if (Missing(next, now, instance) is { Count: > 0 } missing)
            return missing;
        instance.MoveTo(next);
        foreach (var flowchart in instance.Executions.Where(execution => execution is { Scope: null, Flow: not null }))
            FlowMove.Into(next.NodesById[flowchart.ActivityId], now.NodesById[flowchart.ActivityId], flowchart);
        return [];
    }

    /// <summary>The places where an instance is now that another version no longer has, or has as something else; with any it cannot be moved there.</summary>
    public static IReadOnlyList<ActivityNode> Missing(WorkflowDefinition next, WorkflowDefinition now, WorkflowInstance instance) =>
        [.. instance.Executions.Where(execution => execution.Scope is null).Select(execution => now.NodesById.GetValueOrDefault(execution.ActivityId)).OfType<ActivityNode>()
            .Where(node => next.NodesById.GetValueOrDefault(node.Id)?.Type != node.Type)];

    /// <summary>The execution in the definition itself that has the node in it; none in an instance that has ended.</summary>
    static ActivityExecution? Around(ActivityNode node, WorkflowInstance instance) => instance.Status == InstanceStatus.Finished
        ? null
        : instance.Executions.FirstOrDefault(execution => execution is { IsLive: true, Scope: null } && execution.ActivityId == node.Parent?.Id);

    BurstRun Begin(Burst burst)
    {
        var run = new BurstRun(burst, _binder);
        run.Attach();
        return run;
    }

    static Burst NotFound(Burst burst)
    {
        burst.Found = false;
        return burst;
    }
}
