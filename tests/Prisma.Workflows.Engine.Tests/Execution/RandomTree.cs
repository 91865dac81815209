using System.Globalization;

namespace Prisma.Workflows.Engine.Tests.Execution;

/// <summary>A definition drawn by chance: containers, loops, flowcharts and definitions in place within each other, and what ends them.</summary>
sealed class RandomTree
{
    const int Deepest = 4;

    static readonly string[] Leaves = ["WriteLine", "WriteLine", "WriteLine", "WriteLine", "Event", "Event", "Break", "End", "Complete", "Fault", "Finish"];
    static readonly string[] Holders = ["Sequence", "Sequence", "Parallel", "Fork", "If", "Switch", "For", "ForEach", "While", "ParallelForEach", "Flowchart", "Flowchart", "Flowchart", "Child"];

    static readonly string[] JoinModes = ["WaitAny", "WaitAll", "WaitAllActive"];

    readonly Random _random;
    readonly Dictionary<string, JsonObject> _children = [];
    int _count;

    internal RandomTree(int seed)
    {
        _random = new Random(seed);
        Root = Holder(Deepest);
    }

    internal JsonObject Root { get; }

    internal IReadOnlyDictionary<string, JsonObject> Children => _children;

    public override string ToString() => string.Join('\n', _children.Values.Prepend(Root).Select(node => node.ToJsonString()));

    JsonObject Node(int depth) => depth == 0 || _random.Next(5) < 2 ? Leaf() : Holder(depth);

    JsonObject Leaf()
    {
        var id = NextId();
        return Leaves[_random.Next(Leaves.Length)] switch
        {
            "WriteLine" => Sample.Line(id),
            "Event" => Sample.Event(id),
            "Fault" => Rarely() ? Sample.Fault(id) : Sample.Line(id),
            "Finish" => Rarely() ? Sample.Activity(id, "Elsa.Finish") : Sample.Event(id),
            "Complete" => Sample.Activity(id, "Elsa.Complete", ("outcomes", Sample.Literal("Yes"))),
            var type => Sample.Activity(id, "Elsa." + type),
        };
    }

    JsonObject Holder(int depth)
    {
        var id = NextId();
        var type = Holders[_random.Next(Holders.Length)];
        var rounds = _random.Next(3);
        return type switch
        {
            "Sequence" or "Parallel" => Sample.Activity(id, "Elsa." + type, ("activities", Nodes(depth))),
            "Fork" => Sample.Activity(id, "Elsa.Fork", ("branches", Nodes(depth)), ("joinMode", _random.Next(2) == 0 ? "WaitAny" : "WaitAll")),
            "If" => Sample.Activity(id, "Elsa.If", ("condition", Sample.Literal(_random.Next(2) == 0)), ("then", Node(depth - 1)), ("else", _random.Next(2) == 0 ? Node(depth - 1) : null)),
            "Switch" => Sample.Activity(id, "Elsa.Switch", ("mode", Sample.Literal("MatchAny")), ("cases", new JsonArray([.. Nodes(depth).Select(Case)]))),
            "For" => Loop(id, type, depth, rounds, ("start", Sample.Literal(1)), ("end", Sample.Literal(rounds))),
            "ForEach" or "ParallelForEach" => Loop(id, type, depth, rounds, ("items", Sample.JavaScript($"return {new JsonArray([.. Enumerable.Range(1, rounds)]).ToJsonString()}"))),
            "While" => Sample.Activity(id, "Elsa.While", ("condition", Sample.JavaScript(Times(id, rounds))), ("times", rounds), ("body", Node(depth - 1))),
            "Flowchart" => Flowchart(id, depth),
            _ => Child(id, depth),
        };
    }

    JsonObject Loop(string id, string type, int depth, int rounds, params (string, JsonNode?)[] inputs) =>
        Sample.Activity(id, "Elsa." + type, [.. inputs, ("rounds", rounds), ("body", Node(depth - 1))]);

    JsonArray Nodes(int depth) => [.. Enumerable.Range(0, _random.Next(4)).Select(_ => Node(depth - 1))];

    static JsonNode Case(JsonNode? held, int index) => new JsonObject
    {
        ["label"] = string.Create(CultureInfo.InvariantCulture, $"case {index}"),
        ["condition"] = new JsonObject { ["type"] = "Literal", ["value"] = true },
        ["activity"] = held!.DeepClone(),
    };

    /// <summary>True as often as that, in a variable of its own.</summary>
    static string Times(string id, int times) => $"setVariable('{id}', (getVariable('{id}') || 0) + 1); return getVariable('{id}') <= {times}";

    JsonObject Flowchart(string id, int depth)
    {
        var nodes = new List<JsonObject> { Sample.Activity(NextId(), "Elsa.Start") };
        var connections = new HashSet<string>();
        for (var count = _random.Next(1, 7); nodes.Count <= count;)
        {
            var before = nodes[_random.Next(nodes.Count)];
            nodes.Add(_random.Next(6) switch
            {
                0 => Sample.Join(NextId(), JoinModes[_random.Next(JoinModes.Length)]),
                1 => Sample.Decision(NextId(), _random.Next(2) == 0),
                2 => Again(NextId(), _random.Next(3)),
                _ => Node(depth - 1),
            });
            connections.Add(Connection(before, nodes[^1]));
            if (nodes[^1]["times"] is not null && nodes[^1]["type"]!.GetValue<string>() == "Elsa.FlowDecision")
                connections.Add($"{nodes[^1]["id"]}:True>{before["id"]}");
            else if (_random.Next(2) == 0)
                connections.Add(Connection(nodes[_random.Next(nodes.Count - 1)], nodes[^1]));
        }

        return Sample.Chart(id, [.. nodes], [.. connections]);
    }

    /// <summary>A decision that leads back to what it comes from.</summary>
    internal static JsonObject Again(string id, int times) =>
        Sample.Activity(id, "Elsa.FlowDecision", ("condition", Sample.JavaScript(Times(id, times))), ("times", times));

    string Connection(JsonObject from, JsonObject to)
    {
        var port = from["type"]!.GetValue<string>() switch
        {
            "Elsa.FlowDecision" => _random.Next(2) == 0 ? "True" : "False",
            var type when type.StartsWith("Child", StringComparison.Ordinal) => _random.Next(2) == 0 ? "Yes" : "Done",
            _ => "Done",
        };
        return $"{from["id"]}:{port}>{to["id"]}";
    }

    /// <summary>A definition that is used in place, here only.</summary>
    JsonObject Child(string id, int depth)
    {
        var name = "Child" + id;
        _children[name] = Node(depth - 1);
        return Sample.Activity(id, name, ("workflowDefinitionId", name));
    }

    bool Rarely() => _random.Next(4) == 0;

    string NextId() => string.Create(CultureInfo.InvariantCulture, $"n{++_count}");
}
