using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>
/// What happens when an activity of a flowchart is left: each connection is counted, and each activity it leads to is
/// run, skipped, or made to wait for its other connections.
/// </summary>
sealed class FlowStep
{
    readonly ActivityContext _context;
    readonly FlowState _state;
    readonly FlowGraph _graph;
    readonly Stack<Left> _left = new();
    HashSet<string>? _passedOver;

    internal FlowStep(ActivityContext context)
    {
        _context = context;
        _state = context.Execution.Flow ??= new FlowState { Start = context.Node.Activities[0].Id };
        _graph = context.Node.GraphFrom(_state.Start);
    }

    internal void Leave(ActivityExecution execution, IReadOnlyList<string> outcomes)
    {
        Visit(execution, outcomes);
        FollowAll();
    }

    /// <summary>Cancels what began to wait before a join while that had not had its turn yet.</summary>
    internal void Join(ActivityNode join)
    {
        CancelBefore(join);
        FollowAll();
    }

    void FollowAll()
    {
        while (_left.TryPop(out var left))
        {
            if (left.Cancelled is { } cancelled)
            {
                Cancel(cancelled);
                continue;
            }

            if (left.Next >= left.Connections.Length)
                continue;
            _left.Push(left with { Next = left.Next + 1 });
            var connection = left.Connections[left.Next];
            Follow(connection, left.Outcomes.Contains(connection.Port));
        }
    }

    /// <summary>An activity is visited when it is left, not when its turn comes: one that still waits does not yet count.</summary>
    void Visit(ActivityExecution execution, IReadOnlyList<string> outcomes)
    {
        if (!execution.IsBack)
            _state.CountActivity(execution.ActivityId);
        _left.Push(new Left(_graph.Outbound(execution.ActivityId), outcomes));
    }

    void Follow(Connection connection, bool followed)
    {
        if (_graph.IsForward(connection))
        {
            _state.CountConnection(connection.Key, followed);
            Decide(_graph.Nodes[connection.Target], connection, followed);
        }
        else if (followed)
        {
            GoBack(connection);
        }
    }

    /// <summary>A backward connection runs its target at once and counts no visit.</summary>
    void GoBack(Connection connection)
    {
        if (!_graph.IsValidBackward(connection))
        {
            throw new InvalidOperationException(
                $"Invalid backward connection: Every path from the source ('{connection.Source}') must go through the target ('{connection.Target}') when tracing back to the start.");
        }

        _context.Schedule(_graph.Nodes[connection.Target]).IsBack = true;
    }

    void Decide(ActivityNode target, Connection connection, bool followed)
    {
        // What lies between the lost and the join; a way that was followed has its turn all the same.
        if (!followed && _passedOver?.Contains(target.Id) == true)
        {
            if (AllVisited(target))
                Skip(target);
            return;
        }

        switch (JoinModeOf(target))
        {
            case FlowJoinMode.WaitAny when _state.VisitsOfConnection(connection.Key).Count <= _state.VisitsOf(target.Id) || HasItsTurn(target):
                break;
            case FlowJoinMode.WaitAny when AnyFollowed(target) || (AllVisited(target) && AnyWasFollowed(target)):
                RunAndCancelTheRest(target);
                break;
            case FlowJoinMode.WaitAny when AllVisited(target):
                Skip(target);
                break;
            case FlowJoinMode.WaitAll when AllVisited(target):
                RunOrSkip(target, LatestInbound(target).Count() == _graph.ForwardInbound(target.Id).Length && LatestInbound(target).All(visits => visits.Followed));
                break;
            case FlowJoinMode.WaitAllActive when AllVisited(target):
                RunOrSkip(target, AnyFollowed(target));
                break;
        }
    }

    void RunOrSkip(ActivityNode target, bool run)
    {
        if (run)
            _context.Schedule(target);
        else
            Skip(target);
    }

    /// <summary>A skipped activity leaves all its connections unfollowed, so that joins behind it do not wait for it.</summary>
    void Skip(ActivityNode target)
    {
        _state.CountActivity(target.Id);
        _context.Burst.Note(new ActivityLogEntry(_context.Instance.NextNumber(), _context.Now, ActivityLogEvent.Skipped, target, _context.Execution));
        _left.Push(new Left(_graph.Outbound(target.Id), []));
    }

    void RunAndCancelTheRest(ActivityNode target)
    {
        _context.Schedule(target);
        CancelBefore(target);
    }

    /// <summary>One after the other, each with all that follows from it. Where nothing else runs and nothing is left to follow, there is nothing to cancel and nothing to pass over.</summary>
    void CancelBefore(ActivityNode target)
    {
        var running = _context.Execution.Children.Where(child => child.Status == ActivityStatus.Running && child.ActivityId != target.Id).ToList();
        if (running.Count == 0 && _left.All(left => left.IsDone))
            return;
        var ancestors = _graph.Ancestors(target.Id);
        (_passedOver ??= []).UnionWith(ancestors);
        foreach (var execution in running.Where(child => ancestors.Contains(child.ActivityId)).Reverse())
            _left.Push(new Left([], []) { Cancelled = execution });
    }

    void Cancel(ActivityExecution execution)
    {
        if (execution.Status != ActivityStatus.Running)
            return;
        _context.Cancel(execution);
        Visit(execution, []);
    }

    /// <summary>Whether it was scheduled and is not left yet.</summary>
    bool HasItsTurn(ActivityNode target) => _context.Execution.Children.Any(child => child.IsLive && child.ActivityId == target.Id);

    bool AllVisited(ActivityNode target)
    {
        var visits = _state.VisitsOf(target.Id);
        foreach (var inbound in _graph.ForwardInbound(target.Id))
        {
            if (_state.VisitsOfConnection(inbound.Key).Count <= visits)
                return false;
        }

        return true;
    }

    bool AnyFollowed(ActivityNode target) => LatestInbound(target).Any(visits => visits.Followed);

    /// <summary>Where a loop came round in vain, a way that was followed beside it is of an earlier round, and is not lost for it (decision 26).</summary>
    bool AnyWasFollowed(ActivityNode target) => Array.Exists(_graph.ForwardInbound(target.Id), inbound => _state.VisitsOfConnection(inbound.Key).Followed);

    /// <summary>The connections of the latest round: those visited most often. Asked of an activity to which one leads that was visited more often than it.</summary>
    IEnumerable<ConnectionVisits> LatestInbound(ActivityNode target)
    {
        var visits = _graph.ForwardInbound(target.Id).Select(inbound => _state.VisitsOfConnection(inbound.Key)).ToList();
        var most = visits.Max(visit => visit.Count);
        return visits.Where(visit => visit.Count == most);
    }

    FlowJoinMode JoinModeOf(ActivityNode target)
    {
        if (target.Type != "Elsa.FlowJoin")
            return FlowJoinMode.WaitAllActive;
        return target.Input("mode") is { } mode ? _context.Evaluate<FlowJoinMode>(mode.Expression) : FlowJoinMode.WaitAny;
    }

    /// <summary>What is still to be followed of one that was left, or one that is still to be cancelled.</summary>
    sealed record Left(Connection[] Connections, IReadOnlyList<string> Outcomes)
    {
        internal int Next { get; init; }
        internal ActivityExecution? Cancelled { get; init; }

        internal bool IsDone => Next == Connections.Length;
    }
}
