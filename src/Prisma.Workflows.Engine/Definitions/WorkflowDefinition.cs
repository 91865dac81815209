using System.Collections.Frozen;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>One version of a process: the document as its author wrote it, and the graph read from it. Immutable, and shared between threads.</summary>
public sealed class WorkflowDefinition
{
    string? _hash;

    public required string DefinitionId { get; init; }
    public required string VersionId { get; init; }
    public required int Version { get; init; }
    public required string Name { get; init; }
    public string? Description { get; init; }
    public bool IsPublished { get; init; }
    public bool IsLatest { get; init; }
    public required IReadOnlyList<Variable> Variables { get; init; }
    public required IReadOnlyList<Argument> Inputs { get; init; }
    public required IReadOnlyList<Argument> Outputs { get; init; }
    public required IReadOnlyList<string> Outcomes { get; init; }
    public required DefinitionOptions Options { get; init; }
    public required ActivityNode Root { get; init; }

    /// <summary>Every node in reading order, also those whose id is not unique.</summary>
    public required IReadOnlyList<ActivityNode> Nodes { get; init; }

    public required FrozenDictionary<string, ActivityNode> NodesById { get; init; }
    public required FrozenDictionary<string, ActivityNode> NodesByNodeId { get; init; }

    /// <summary>The whole document, the source of truth; callers that change it work on a clone.</summary>
    public required JsonObject Document { get; init; }

    /// <summary>Names the content: equal for definitions that differ only in id, version, flags and dates.</summary>
    public string ContentHash => _hash ??= CanonicalJson.ContentHash(Document);

    /// <summary>The type name under which other definitions use this one.</summary>
    public string ActivityTypeName => TypeName.Of(Name);

    /// <summary>Whether any expression asks for what an earlier activity gave, so that it must be kept.</summary>
    internal bool KeepsOutputs { get; init; }

    /// <summary>What the nodes log of their inputs when they do not say so themselves.</summary>
    internal LogPersistence? Kept { get; init; }

    /// <summary>Whether the node's history keeps the input: as its author says there, else here, else it does.</summary>
    public bool Keeps(ActivityNode node, string input) => node.Kept?.Keeps(input) ?? Kept?.Keeps(input) ?? true;

    internal bool KeepsOutput(ActivityNode node, string output) => node.Kept?.KeepsOutput(output) ?? Kept?.KeepsOutput(output) ?? true;

    internal FrozenDictionary<string, Variable> VariablesById { get; init; } = FrozenDictionary<string, Variable>.Empty;
    internal FrozenDictionary<string, Variable> VariablesByName { get; init; } = FrozenDictionary<string, Variable>.Empty;

    public Variable? Variable(string idOrName) =>
        VariablesById.GetValueOrDefault(idOrName) ?? VariablesByName.GetValueOrDefault(idOrName);

    public ActivityNode? Find(string idOrName) =>
        NodesById.GetValueOrDefault(idOrName) ?? Nodes.FirstOrDefault(node => node.Name == idOrName);
}
