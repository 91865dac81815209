using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>The place of an activity in a definition, with everything the author wrote there.</summary>
public sealed class ActivityNode
{
    readonly ConcurrentDictionary<string, FlowGraph> _graphs = new();

    public required string Id { get; init; }
    public required string NodeId { get; init; }
    public required string Type { get; init; }
    public required int Version { get; init; }
    public string? Name { get; init; }
    public ActivityNode? Parent { get; init; }

    /// <summary>The node as the file has it; never changed.</summary>
    public required JsonObject Json { get; init; }

    public IReadOnlyList<ActivityNode> Activities { get; internal set; } = [];
    public FrozenDictionary<string, ActivityNode> Ports { get; internal set; } = FrozenDictionary<string, ActivityNode>.Empty;
    public IReadOnlyList<SwitchCase> Cases { get; internal set; } = [];
    public IReadOnlyList<ActivityNode> Children { get; internal set; } = [];
    public IReadOnlyList<Connection> Connections { get; internal set; } = [];
    public IReadOnlyList<Variable> Variables { get; internal set; } = [];
    public FrozenDictionary<string, InputValue> Inputs { get; internal set; } = FrozenDictionary<string, InputValue>.Empty;

    /// <summary>Output name to the variable id or workflow output it is kept in.</summary>
    public FrozenDictionary<string, string> Outputs { get; internal set; } = FrozenDictionary<string, string>.Empty;

    public bool CanStartWorkflow { get; internal set; }
    public string? MergeMode { get; internal set; }

    /// <summary>Set when the node runs another definition in place.</summary>
    public DefinitionReference? Definition { get; internal set; }

    /// <summary>What its author wants kept in its history; absent when that is left to the definition.</summary>
    internal LogPersistence? Kept { get; set; }

    /// <summary>Inputs Elsa would ignore because they name no type.</summary>
    internal IReadOnlyList<string> UntypedInputs { get; set; } = [];

    /// <summary>How the node is bound to its activity type; made once by the binder.</summary>
    internal object? Plan { get; set; }

    /// <summary>Where a flowchart starts when no trigger says otherwise; found once.</summary>
    internal ActivityNode? Start { get; set; }

    /// <summary>The script of a scripting node, kept prepared.</summary>
    internal Expressions.Expression? Script { get; set; }

    public ActivityNode? Port(string name) => Ports.GetValueOrDefault(name);

    /// <summary>As its author calls it: the name on the canvas, else its title, else its id.</summary>
    public string Title =>
        (Json["metadata"] as JsonObject)?["displayText"]?.ToString() is { Length: > 0 } shown ? shown
        : Input("title")?.Expression is { IsGiven: true, Text: { Length: > 0 } title } ? title
        : Name is { Length: > 0 } name ? name : Id;

    public InputValue? Input(string name) => Inputs.GetValueOrDefault(name);

    /// <summary>The member of that name, in camel or Pascal case.</summary>
    public JsonNode? Member(string name) => JsonMembers.Get(Json, name);

    internal ActivityNode? Child(string id) => Activities.FirstOrDefault(activity => activity.Id == id);

    /// <summary>The connections of a flowchart seen from the activity it starts at.</summary>
    internal FlowGraph GraphFrom(string startId) => _graphs.GetOrAdd(startId, static (start, node) => new FlowGraph(node, start), this);
}
