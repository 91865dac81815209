namespace Prisma.Workflows.Engine.Tests.Execution;

/// <summary>
/// The rules once more, written from their description alone and over the definition's own JSON: first in, first out; whoever completes
/// tells what it is in; what ends takes its running parts along, but nothing back from the queue. A definition used in place is found by its id.
/// </summary>
sealed class ReferenceMachine(JsonObject root, Func<string, JsonObject>? rootOf = null)
{
    readonly Queue<Place> _ready = new();
    readonly List<Place> _waiting = [];
    readonly Dictionary<(Place, string), int> _asked = [];
    readonly HashSet<string> _passed = [];

    /// <summary>The ids of all that had its turn, in order.</summary>
    internal List<string> Trace { get; } = [];

    internal List<string> Failed { get; } = [];

    internal bool HasFinished { get; private set; }

    /// <summary>Runs until nothing waits or the whole has failed; the chooser says which of those that wait is woken.</summary>
    internal ReferenceMachine Run(Func<int, int> choose, int steps = 500)
    {
        _ready.Enqueue(new Place(root, null));
        while (true)
        {
            while (Trace.Count < steps && _ready.TryDequeue(out var next))
                Execute(next);
            if (_waiting.Count == 0 || Failed.Count > 0 || Trace.Count >= steps)
                return this;
            Complete(_waiting[choose(_waiting.Count)]);
        }
    }

    void Execute(Place place)
    {
        place.State = State.Running;
        if (!place.HasEntered)
            Trace.Add(place.Id);
        switch (place.Type)
        {
            case "Event": _waiting.Add(place); break;
            case "Fault": Failed.Add(place.Id); place.State = State.Faulted; break;
            case "Finish": Finish(place); break;
            case "Break": Break(place); break;
            case "Complete": CompleteWorkflow(place); break;
            case "FlowDecision": Complete(place, Holds(place) ? "True" : "False"); break;
            case "If": Schedule(place, place.Port(Holds(place) ? "then" : "else")); break;
            case "Parallel" or "Fork": Schedule(place, place.Parts("activities", "branches")); break;
            case "Switch": Schedule(place, [.. place.Node["cases"]!.AsArray().Select(item => item!["activity"]!.AsObject())]); break;
            case "ParallelForEach": Schedule(place, [.. Enumerable.Repeat(place.Port("body")[0], place.Rounds)]); break;
            case "Sequence" or "For" or "ForEach" or "While": GoRound(place); break;
            case "Flowchart": Schedule(place, place.Parts("activities")[0]); break;
            case "WriteLine" or "Start" or "End" or "FlowJoin": Join(place); break;
            default: EnterWorkflow(place); break;
        }
    }

    /// <summary>What a definition used in place holds is asked to run one turn after that itself.</summary>
    void EnterWorkflow(Place place)
    {
        if (place.HasEntered)
        {
            Schedule(place, rootOf!(place.Node["workflowDefinitionId"]!.GetValue<string>()));
            return;
        }

        place.HasEntered = true;
        place.State = State.Pending;
        _ready.Enqueue(place);
    }

    /// <summary>A join for any leaves, when it has its turn, what has begun to wait before it.</summary>
    void Join(Place place)
    {
        _passed.Clear();
        if (ModeOf(place.Node) == "WaitAny" && place.Parent is { Type: "Flowchart" } chart)
            CancelBefore(chart, place.Id);
        Complete(place);
    }

    static string ModeOf(JsonObject node) => node["mode"]?["expression"]!["value"]!.GetValue<string>() ?? "WaitAllActive";

    /// <summary>What the join would have waited for is left, and what lies between is passed over.</summary>
    void CancelBefore(Place chart, string join)
    {
        var before = new HashSet<string>();
        for (var found = new Queue<string>([join]); found.TryDequeue(out var id);)
        {
            foreach (var edge in chart.EdgesTo(id).Where(edge => before.Add(edge.From)))
                found.Enqueue(edge.From);
        }

        _passed.UnionWith(before);
        foreach (var part in chart.Turns.Where(part => part.State == State.Running && part.Id != join && before.Contains(part.Id)).ToList())
        {
            if (part.State != State.Running)
                continue;
            Cancel(part);
            Leave(chart, part, []);
        }
    }

    /// <summary>What holds nothing is done.</summary>
    void Schedule(Place owner, params JsonObject[] nodes)
    {
        foreach (var node in nodes)
            _ready.Enqueue(new Place(node, owner));
        if (nodes.Length == 0)
            Complete(owner);
    }

    void GoRound(Place place)
    {
        var parts = place.Type == "Sequence" ? place.Parts("activities") : place.Port("body");
        var goesOn = !place.IsBreaking && (place.Type == "While" ? Holds(place) : place.Index < (place.Type == "Sequence" ? parts.Length : place.Rounds));
        Schedule(place, goesOn ? [parts[place.Type == "Sequence" ? place.Index : 0]] : []);
        place.Index++;
    }

    /// <summary>True as often as the node says, within the definition that it is in.</summary>
    bool Holds(Place place)
    {
        if (place.Node["times"] is not { } times)
            return place.Node["condition"]!["expression"]!["value"]!.GetValue<bool>();
        var asked = (place.Workflow, place.Id);
        return (_asked[asked] = _asked.GetValueOrDefault(asked) + 1) <= times.GetValue<int>();
    }

    void Complete(Place place, params string[] outcomes)
    {
        if (place.State != State.Running)
            return;
        CancelParts(place);
        place.State = State.Completed;
        _waiting.Remove(place);
        if (place.Parent is not { } parent)
            HasFinished = true;
        else if (parent.State == State.Running)
            Tell(parent, place, place.Chosen ?? (outcomes.Length > 0 ? outcomes : ["Done"]));
    }

    void Tell(Place place, Place part, string[] outcomes)
    {
        var ends = part.Type is "Break" or "End" or "Complete";
        if (place.Type == "Flowchart")
        {
            if (ends)
                Complete(place);
            else
                LeaveActivity(place, part, outcomes);
        }
        else if (place.Type == "Sequence" && ends)
            Complete(place);
        else if (place.Type is "Sequence" or "For" or "ForEach" or "While")
            GoRound(place);
        else if (place.IsDone || place.Type == "Fork" && (place.IsBreaking || place.Node["joinMode"]!.GetValue<string>() == "WaitAny"))
            Complete(place);
    }

    void CancelParts(Place place)
    {
        foreach (var part in place.Turns.ToList())
            Cancel(part);
    }

    void Cancel(Place place)
    {
        if (place.State is not (State.Running or State.Faulted))
            return;
        CancelParts(place);
        place.State = State.Cancelled;
        _waiting.Remove(place);
    }

    /// <summary>Once something has failed, that the whole cannot finish any more is a failure too.</summary>
    void Finish(Place place)
    {
        if (Failed.Count > 0)
            Failed.Add(place.Id);
        _ready.Clear();
        _waiting.Clear();
        HasFinished = true;
    }

    void Break(Place place)
    {
        for (var above = place.Parent; above is not null; above = above.Parent)
        {
            above.IsBreaking = above.IsBreaking || above.Type is "Sequence" or "Fork" || above.IsLoop;
            if (above.IsLoop)
                break;
        }

        Complete(place);
    }

    void CompleteWorkflow(Place place)
    {
        var workflow = place.Workflow;
        workflow.Chosen = ["Yes"];
        for (var above = place; above != workflow; above = above.Parent!)
        {
            if (above.IsLoop)
                Cancel(above);
        }

        Complete(place);
        Complete(workflow);
    }

    /// <summary>Every connection of what is left is visited; an activity is decided when each that leads forward to it was visited more often than it was left, by those of the latest round.</summary>
    void LeaveActivity(Place chart, Place part, string[] outcomes)
    {
        _passed.Clear();
        Leave(chart, part, outcomes);
        if (chart.IsDone)
            Complete(chart);
    }

    void Leave(Place chart, Place part, string[] outcomes)
    {
        if (!part.IsBack)
            chart.Visits[part.Id] = chart.Visits.GetValueOrDefault(part.Id) + 1;
        Follow(chart, part.Id, outcomes);
    }

    void Follow(Place chart, string from, string[] outcomes)
    {
        foreach (var edge in chart.EdgesFrom(from))
        {
            var followed = outcomes.Contains(edge.Port);
            if (edge.IsBack && followed)
                ScheduleActivity(chart, edge.To).IsBack = true;
            if (edge.IsBack)
                continue;
            chart.Seen[edge] = (chart.Seen.GetValueOrDefault(edge).Count + 1, followed);
            Decide(chart, edge);
        }
    }

    void Decide(Place chart, Edge edge)
    {
        var visits = chart.Visits.GetValueOrDefault(edge.To);
        var inbound = chart.EdgesTo(edge.To).ToList();
        var most = inbound.Max(one => chart.Seen.GetValueOrDefault(one).Count);
        var latest = most > visits ? inbound.FindAll(one => chart.Seen.GetValueOrDefault(one).Count == most) : [];
        var mode = ModeOf(chart.Part(edge.To));
        var isPassed = !IsFollowed(edge) && _passed.Contains(edge.To);
        var runs = !isPassed && (mode == "WaitAll" ? latest.Count == inbound.Count && latest.TrueForAll(IsFollowed) : latest.Exists(IsFollowed));
        var isVisited = inbound.TrueForAll(one => chart.Seen.GetValueOrDefault(one).Count > visits);
        if (mode == "WaitAny" && !isPassed)
        {
            if (chart.Seen[edge].Count <= visits || chart.Turns.Exists(turn => turn.Id == edge.To && (turn.State is State.Pending or State.Running)))
                return;
            runs |= isVisited && inbound.Exists(IsFollowed);
            isVisited |= runs;
        }

        if (isVisited && runs)
        {
            ScheduleActivity(chart, edge.To);
            if (mode == "WaitAny")
                CancelBefore(chart, edge.To);
        }
        else if (isVisited)
        {
            chart.Visits[edge.To] = visits + 1;
            Follow(chart, edge.To, []);
        }

        bool IsFollowed(Edge one) => chart.Seen[one].Followed;
    }

    Place ScheduleActivity(Place chart, string id)
    {
        Schedule(chart, chart.Part(id));
        return chart.Turns[^1];
    }

    enum State
    {
        Pending,
        Running,
        Completed,
        Cancelled,
        Faulted,
    }

    sealed record Edge(string From, string Port, string To, bool IsBack);

    sealed class Place
    {
        readonly List<Edge> _edges = [];

        internal Place(JsonObject node, Place? parent)
        {
            Node = node;
            Parent = parent;
            parent?.Turns.Add(this);
            var order = Parts("activities").Select(part => part["id"]!.GetValue<string>()).ToList();
            foreach (var connection in node["connections"]?.AsArray() ?? [])
            {
                var (from, to) = (connection!["source"]!["activity"]!.GetValue<string>(), connection["target"]!["activity"]!.GetValue<string>());
                _edges.Add(new Edge(from, connection["source"]!["port"]!.GetValue<string>(), to, order.IndexOf(to) <= order.IndexOf(from)));
            }

            var reached = new HashSet<string>(order.Take(1));
            for (var before = 0; before < reached.Count;)
            {
                before = reached.Count;
                reached.UnionWith(_edges.Where(edge => reached.Contains(edge.From)).Select(edge => edge.To).ToList());
            }

            _edges.RemoveAll(edge => !reached.Contains(edge.From));
        }

        internal JsonObject Node { get; }
        internal Place? Parent { get; }
        internal List<Place> Turns { get; } = [];
        internal bool IsDone => !Turns.Exists(turn => turn.State is State.Pending or State.Running or State.Faulted);
        internal State State { get; set; }
        internal string Id => Node["id"]!.GetValue<string>();
        internal string Type => Node["type"]!.GetValue<string>() is var type && type.StartsWith("Elsa.", StringComparison.Ordinal) ? type[5..] : "";
        internal bool IsLoop => Type is "For" or "ForEach" or "While";
        internal int Rounds => Node["rounds"]!.GetValue<int>();

        /// <summary>What a Complete completes: the nearest that runs a definition in place, or the whole.</summary>
        internal Place Workflow => Parent is { } parent ? parent.Type.Length == 0 ? parent : parent.Workflow : this;

        internal int Index { get; set; }
        internal bool HasEntered { get; set; }
        internal bool IsBack { get; set; }
        internal bool IsBreaking { get; set; }
        internal string[]? Chosen { get; set; }
        internal Dictionary<string, int> Visits { get; } = [];
        internal Dictionary<Edge, (int Count, bool Followed)> Seen { get; } = [];

        internal JsonObject[] Parts(params string[] names) => [.. names.SelectMany(name => Node[name]?.AsArray() ?? []).Select(part => part!.AsObject())];

        internal JsonObject[] Port(string name) => Node[name] is JsonObject held ? [held] : [];

        internal JsonObject Part(string id) => Parts("activities").First(part => part["id"]!.GetValue<string>() == id);

        internal IEnumerable<Edge> EdgesFrom(string id) => _edges.Where(edge => edge.From == id);

        internal IEnumerable<Edge> EdgesTo(string id) => _edges.Where(edge => edge.To == id && !edge.IsBack);
    }
}
