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
    readonly Stack<(Connection[] Connections, int Next, IReadOnlyList<string> Outcomes)> _left = new();
    HashSet<string>? _passedOver;

    internal FlowStep(ActivityContext context)
    {
        _context = context;
        _state = context.Execution.Flow ??= new FlowState { Start = context.Node.Activities[0].Id };
        _graph = context.Node.GraphFrom(_state.Start);
    }

    internal void Leave(string activityId, IReadOnlyList<string> outcomes)
    {
        _left.Push((_graph.Outbound(activityId), 0, outcomes));
        while (_left.TryPop(out var left))
        {
            if (left.Next >= left.Connections.Length)
                continue;
            _left.Push(left with { Next = left.Next + 1 });
            var connection = left.Connections[left.Next];
            Follow(connection, left.Outcomes.Contains(connection.Port));
        }
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

        _context.Schedule(_graph.Nodes[connection.Target]);
    }

    void Decide(ActivityNode target, Connection connection, bool followed)
    {
        if (_passedOver?.Contains(target.Id) == true)
        {
            if (AllVisited(target))
                Skip(target);
            return;
        }

        switch (JoinModeOf(target))
        {
            case FlowJoinMode.WaitAny when followed && _state.VisitsOfConnection(connection.Key).Count > _state.VisitsOf(target.Id):
                RunAndCancelTheRest(target);
                break;
            case FlowJoinMode.WaitAny:
                if (AllVisited(target) && !AnyFollowed(target))
                    Skip(target);
                break;
            case FlowJoinMode.WaitAll when AllVisited(target):
                RunOrSkip(target, _graph.ForwardInbound(target.Id).All(inbound => _state.VisitsOfConnection(inbound.Key).Followed));
                break;
            case FlowJoinMode.WaitAllActive when AllVisited(target):
                RunOrSkip(target, AnyFollowed(target));
                break;
        }
    }

    void RunOrSkip(ActivityNode target, bool run)
    {
        if (run)
            Run(target);
        else
            Skip(target);
    }

    void Run(ActivityNode target)
    {
        _state.CountActivity(target.Id);
        _context.Schedule(target);
    }

    /// <summary>A skipped activity leaves all its connections unfollowed, so that joins behind it do not wait for it.</summary>
    void Skip(ActivityNode target)
    {
        _state.CountActivity(target.Id);
        _context.Burst.Note(new ActivityLogEntry(_context.Instance.NextNumber(), _context.Now, ActivityLogEvent.Skipped, target, _context.Execution));
        _left.Push((_graph.Outbound(target.Id), 0, []));
    }

    void RunAndCancelTheRest(ActivityNode target)
    {
        Run(target);
        var ancestors = _graph.Ancestors(target.Id);
        var running = _context.Execution.Children
            .Where(child => child.Status == ActivityStatus.Running && ancestors.Contains(child.ActivityId))
            .ToList();
        (_passedOver ??= []).UnionWith(ancestors);
        foreach (var execution in running)
        {
            _context.Cancel(execution);
            _left.Push((_graph.Outbound(execution.ActivityId), 0, []));
        }
    }

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

    bool AnyFollowed(ActivityNode target)
    {
        foreach (var inbound in _graph.ForwardInbound(target.Id))
        {
            if (_state.VisitsOfConnection(inbound.Key).Followed)
                return true;
        }

        return false;
    }

    FlowJoinMode JoinModeOf(ActivityNode target)
    {
        if (target.Type != "Elsa.FlowJoin")
            return FlowJoinMode.WaitAllActive;
        return target.Input("mode") is { } mode ? _context.Evaluate<FlowJoinMode?>(mode.Expression) ?? FlowJoinMode.WaitAny : FlowJoinMode.WaitAny;
    }
}
