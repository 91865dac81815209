using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Activities.Composition;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Incidents;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>The loop of one burst: takes the next execution, runs it, and tells the activities above what came of it.</summary>
sealed class BurstRun(Burst burst, InputBinder binder)
{
    readonly WorkflowInstance _instance = burst.Instance;
    ActivityExecution? _turn;
    int _steps;

    /// <summary>Finds the node of every execution again after the instance was loaded.</summary>
    internal void Attach()
    {
        _instance.SubStatus = InstanceSubStatus.Executing;
        FindNodes();
        foreach (var lost in _instance.Executions.Where(IsLost).ToList())
            Lose(lost);
    }

    void FindNodes()
    {
        foreach (var execution in _instance.Executions.ToList())
        {
            var definition = execution.Scope?.Inner ?? burst.Definition;
            execution.Node ??= definition.NodesById.GetValueOrDefault(execution.ActivityId);
            if (execution.Node is null)
                continue;
            if (execution.InnerVersionId is { } versionId)
                execution.Inner ??= burst.Context.FindDefinition(execution.Node.Definition! with { VersionId = versionId });
        }
    }

    internal bool SetVariable(string id, JsonNode? value)
    {
        FindNodes();
        if (_instance.Root is null)
            return false;
        if (burst.Definition.Variables.FirstOrDefault(variable => variable.Id == id) is { IsTransient: false } own)
        {
            _instance.Values[own.Name] = own.Convert(value);
            return true;
        }

        foreach (var execution in _instance.Executions)
        {
            if (VariablesOf(execution)?.FirstOrDefault(variable => variable.Id == id) is not { IsTransient: false } variable)
                continue;
            (execution.Values ??= [])[variable.Name] = variable.Convert(value);
            return true;
        }

        return false;
    }

    internal void Resume(ActivityExecution execution, Bookmark bookmark, JsonObject? input)
    {
        _turn = execution;
        burst.Note(ActivityLogEvent.Resumed, execution);
        Call(execution, bind: true, (activity, context) => activity.OnResume(context, bookmark, input));
    }

    internal void Cancel()
    {
        burst.TakeOutRoot();
        TellCancelled();
        End(InstanceSubStatus.Cancelled);
    }

    internal void CancelActivity(ActivityExecution execution)
    {
        var parent = execution.Parent;
        burst.Cancel(execution);
        TellCancelled();
        if (parent is null)
            End(InstanceSubStatus.Cancelled);
        else
            TellAbandoned(parent, execution);
    }

    internal Burst GoBack(ActivityExecution above, ActivityNode node)
    {
        var graph = above.Flow is { } flow ? above.Node!.GraphFrom(flow.Start) : null;
        foreach (var left in above.Children.Where(child => graph?.IsOnOneWay(child.ActivityId, node.Id) != false).ToList())
        {
            if (left is { IsLive: true, IsBack: false })
                above.Flow?.CountActivity(left.ActivityId);
            burst.Cancel(left);
        }

        TellCancelled();
        new ActivityContext(burst, above, binder, null).Schedule(node).IsBack = true;
        return Finish();
    }

    internal Burst Schedule(ActivityExecution above, ActivityNode node)
    {
        new ActivityContext(burst, above, binder, null).Schedule(node);
        return Finish();
    }

    internal void Retry(ActivityExecution execution)
    {
        _instance.Status = InstanceStatus.Running;
        _instance.FinishedAt = null;
        burst.WakeUp();
        for (var above = execution.Parent; above is { HasEnded: false }; above = above.Parent)
            above.Status = ActivityStatus.Running;
        execution.Status = ActivityStatus.Pending;
        TakeUp();
    }

    /// <summary>Gives their turn to those that did not have it when the burst before was paused.</summary>
    internal void TakeUp()
    {
        foreach (var pending in _instance.Executions.Where(candidate => candidate.Status == ActivityStatus.Pending).OrderBy(candidate => candidate.Number))
            burst.Enqueue(pending);
    }

    /// <summary>Runs nodes by themselves, to see what they would wait for.</summary>
    internal void RunAlone(IEnumerable<ActivityNode> nodes)
    {
        foreach (var node in nodes)
            Execute(new ActivityExecution(_instance, null, _instance.NextNumber(), node.Id) { Node = node });
    }

    /// <summary>Runs until nothing more can run, and says in what state that leaves the instance.</summary>
    internal Burst Finish()
    {
        Settle();
        while (!burst.IsPaused && burst.TryTakeNext(out var execution))
        {
            if (!execution.IsLive)
                continue;
            if (execution.Parent is not null && ++_steps > burst.Context.MaxSteps)
            {
                Spin(execution);
                break;
            }

            Execute(execution);
            Settle();
        }

        Forget();
        Rest();
        return burst;
    }

    void Execute(ActivityExecution execution)
    {
        _turn = execution;
        execution.Status = ActivityStatus.Running;
        if (execution.Inner is not null)
        {
            Call(execution, bind: true, static (activity, context) => activity.Execute(context));
            return;
        }

        execution.StartedAt = burst.Context.Now;
        var started = burst.Note(ActivityLogEvent.Started, execution);
        if (binder.Computes(execution.Node!))
            Call(execution, bind: true, (activity, context) => ExecuteLogged(activity, context, started));
        else
            Call(execution, bind: true, static (activity, context) => activity.Execute(context));
    }

    void ExecuteLogged(Activity activity, ActivityContext context, ActivityLogEntry started)
    {
        started.Values = binder.Computed(activity, context);
        activity.Execute(context);
    }

    void Call(ActivityExecution execution, bool bind, Action<Activity, ActivityContext> call)
    {
        try
        {
            var activity = binder.Create(execution.Node!) ?? throw Unknown(execution);
            var context = new ActivityContext(burst, execution, binder, activity);
            if (bind)
                binder.Bind(activity, context);
            call(activity, context);
            if (context.MustAbandon)
                Abandon(execution);
            else if (bind && !context.HasSettled && execution.IsLive && !execution.HasLiveChildren())
                CheckThatItWaits(execution);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Fault(execution, exception, bind ? execution : _turn ?? execution);
        }
    }

    void CheckThatItWaits(ActivityExecution execution)
    {
        if (execution.BookmarkCount == 0)
            throw new ActivityFaultException("Stuck", $"Activity '{execution.ActivityId}' neither completed nor waits for anything.");
        burst.Note(ActivityLogEvent.Suspended, execution);
    }

    static ActivityFaultException Unknown(ActivityExecution execution) => new(
        "UnknownActivityType",
        $"Activity type '{execution.Node!.Type}' version '{execution.Node.Version}' could not be found.");

    /// <summary>Tells the activities above of every completion, which may complete them in turn.</summary>
    void Settle()
    {
        while (burst.TryTakeCompleted(out var execution, out var outcomes))
        {
            if (!execution.IsLive)
                continue;
            outcomes = execution.Chosen ?? outcomes;
            burst.CancelChildren(execution);
            if (execution.InnerOutput is not null)
                Call(execution, bind: false, static (_, context) => WorkflowInPlace.PassOutputsOn(context));
            if (!execution.IsLive)
                continue;
            execution.Status = ActivityStatus.Completed;
            burst.BurnBookmarksOf(execution);
            burst.Note(new ActivityLogEntry(_instance.NextNumber(), burst.Context.Now, ActivityLogEvent.Completed, execution.Node!, execution) { Outcomes = outcomes, Values = execution.Given });
            TellCancelled();
            execution.Leave();
            if (execution.Parent is { IsLive: true } parent)
                Call(parent, bind: false, (activity, context) => activity.OnChildCompleted(context, execution, outcomes));
        }

        TellCancelled();
    }

    void TellCancelled()
    {
        while (burst.TryTakeCancelled(out var cancelled))
        {
            if (cancelled.Node is not null)
                Call(cancelled, bind: false, static (activity, context) => activity.OnCancelled(context));
        }
    }

    /// <summary>As in Elsa, the incident names the activity that had its turn, also where what it is in failed to go on after it.</summary>
    void Fault(ActivityExecution execution, Exception exception, ActivityExecution named)
    {
        burst.CancelChildren(execution);
        execution.Status = ActivityStatus.Faulted;
        burst.BurnBookmarksOf(execution);
        Record(execution, (exception as ActivityFaultException)?.Type ?? exception.GetType().Name, exception.Message, named);
        if (ContinuesWithIncidents)
            TellAbandoned(execution.Parent, execution);
        else
            burst.HasFaulted = true;
    }

    bool ContinuesWithIncidents => burst.Definition.Options.IncidentStrategyType is null
        ? burst.Context.ContinuesWithIncidents
        : burst.Definition.Options.ContinuesWithIncidents;

    void Abandon(ActivityExecution execution)
    {
        burst.CancelChildren(execution);
        execution.Status = ActivityStatus.Faulted;
        burst.BurnBookmarksOf(execution);
        TellAbandoned(execution.Parent, execution);
    }

    void TellAbandoned(ActivityExecution? parent, ActivityExecution child)
    {
        if (parent is { IsLive: true })
            Call(parent, bind: false, (activity, context) => activity.OnChildAbandoned(context, child));
    }

    void Record(ActivityExecution execution, string type, string message, ActivityExecution? named = null)
    {
        named ??= execution;
        Add(named.ActivityId, named.NodeId, named.Node, execution.Id, type, message);
        if (execution.Node is not null)
            burst.Note(ActivityLogEvent.Faulted, execution, message);
    }

    internal void Record(Request request, string type, string message)
    {
        var node = burst.Definition.NodesById.GetValueOrDefault(request.ActivityId);
        Add(request.ActivityId, node?.NodeId ?? request.ActivityId, node, request.ActivityInstanceId, type, message);
    }

    void Add(string activityId, string nodeId, ActivityNode? node, string executionId, string type, string message) => burst.Add(new Incident
    {
        Id = _instance.NextId("i"),
        ActivityId = activityId,
        Title = node?.Title ?? activityId,
        ActivityNodeId = nodeId,
        ActivityType = node?.Type ?? "",
        ActivityInstanceId = executionId,
        Type = type,
        Message = message,
        At = burst.Context.Now,
    });

    void Spin(ActivityExecution execution)
    {
        Record(execution, "Spin", string.Create(
            CultureInfo.InvariantCulture,
            $"The workflow spins without waiting: {burst.Context.MaxSteps} activities ran in one burst, and '{execution.ActivityId}' would be next. Add a step that waits to the loop."));
        burst.HasFaulted = true;
    }

    bool IsLost(ActivityExecution execution) =>
        execution.Node is null || execution is { InnerVersionId: not null, Inner: null };

    void Lose(ActivityExecution execution)
    {
        if (!execution.IsLive)
            return;
        execution.Status = ActivityStatus.Faulted;
        foreach (var bookmark in _instance.Bookmarks.Where(bookmark => bookmark.ActivityInstanceId == execution.Id).ToList())
            burst.Burn(bookmark);
        Record(execution, "Lost", $"Activity '{execution.ActivityId}' is not in version {_instance.DefinitionVersion} of definition '{_instance.DefinitionId}'.");
        burst.HasFaulted = true;
    }

    /// <summary>Variables kept in memory do not outlive the burst.</summary>
    void Forget()
    {
        Forget(burst.Definition.Variables, _instance.Values);
        foreach (var execution in _instance.Executions)
        {
            if (execution.Values is { } values && VariablesOf(execution) is { } variables)
                Forget(variables, values);
        }
    }

    static IReadOnlyList<Variable>? VariablesOf(ActivityExecution execution) => execution.Inner?.Variables ?? execution.Node?.Variables;

    static void Forget(IReadOnlyList<Variable> variables, Dictionary<string, object?> values)
    {
        foreach (var variable in variables)
        {
            if (variable.IsTransient)
                values.Remove(variable.Name);
        }
    }

    void Rest()
    {
        if (_instance.Root is { HasEnded: true } && _instance.Waiting.Count == 0)
            _instance.Root = null;
        if (burst.HasFaulted)
            End(InstanceSubStatus.Faulted);
        else if (_instance.Root is null)
            End(_instance.SubStatus == InstanceSubStatus.Cancelled ? InstanceSubStatus.Cancelled : InstanceSubStatus.Finished);
        else if (_instance.Waiting.Count > 0)
            Suspend();
        else
            EndWithNothingToWakeIt();
    }

    void Suspend()
    {
        _instance.SubStatus = InstanceSubStatus.Suspended;
        _instance.UpdatedAt = burst.Context.Now;
    }

    void EndWithNothingToWakeIt()
    {
        if (_instance.Failures.Exists(incident => incident.RetriedAt is null))
        {
            End(InstanceSubStatus.Faulted);
        }
        else if (_instance.Root!.Status == ActivityStatus.Faulted)
        {
            End(InstanceSubStatus.Cancelled);
        }
        else
        {
            Record(_instance.Root, "Stuck", "The workflow has not ended, and nothing is left that could wake it.");
            End(InstanceSubStatus.Faulted);
        }
    }

    void End(InstanceSubStatus how)
    {
        if (how == InstanceSubStatus.Faulted)
            burst.PutToSleep();
        _instance.Status = InstanceStatus.Finished;
        _instance.SubStatus = how;
        _instance.UpdatedAt = burst.Context.Now;
        _instance.FinishedAt = burst.Context.Now;
    }
}
