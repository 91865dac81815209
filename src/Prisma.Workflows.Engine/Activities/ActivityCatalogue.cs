using System.Collections.Concurrent;
using Prisma.Workflows.Engine.Activities.Composition;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Engine.Activities;

/// <summary>The activity types that definitions may name: listed, not scanned.</summary>
public sealed class ActivityCatalogue
{
    readonly ConcurrentDictionary<string, ActivityType> _types = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<ActivityDescriptor> Descriptors =>
        [.. _types.Values.Select(type => type.Descriptor).OrderBy(descriptor => descriptor.Type, StringComparer.Ordinal)];

    /// <summary>A catalogue with the activities of Elsa that are supported here.</summary>
    public static ActivityCatalogue WithBuiltIns() => BuiltIns.AddTo(new ActivityCatalogue());

    public ActivityCatalogue Add<T>()
        where T : Activity, new() => Add(static () => new T());

    public ActivityCatalogue Add<T>(Func<T> create)
        where T : Activity
    {
        var type = new ActivityType(typeof(T), create);
        if (!_types.TryAdd(type.Descriptor.Type, type))
            throw new InvalidOperationException($"Activity type '{type.Descriptor.Type}' is already in the catalogue.");
        return this;
    }

    public bool Contains(string type) => _types.ContainsKey(type);

    public ActivityDescriptor? Describe(string type) => Find(type)?.Descriptor;

    /// <summary>What the designer needs to know of a definition that others may use in place.</summary>
    public static ActivityDescriptor Describe(WorkflowDefinition definition) => WorkflowInPlace.Describe(definition);

    /// <summary>The outcomes a node may end with; empty for an unknown type.</summary>
    public IReadOnlyList<string> OutcomesOf(ActivityNode node) => TypeOf(node)?.Create().OutcomesOf(node) ?? [];

    /// <summary>The known type whose name ends alike.</summary>
    internal string? Nearest(string type) =>
        _types.Keys.Order(StringComparer.Ordinal).FirstOrDefault(known => string.Equals(NameOf(known), NameOf(type), StringComparison.OrdinalIgnoreCase));

    static string NameOf(string type) => type[(type.LastIndexOf('.') + 1)..];

    internal ActivityType? Find(string type) => _types.GetValueOrDefault(type);

    /// <summary>The node's type; a node that names a definition and no known type runs that definition in place.</summary>
    internal ActivityType? TypeOf(ActivityNode node) =>
        Find(node.Type) ?? (node.Definition is not null ? Find(WorkflowInPlace.TypeName) : null);
}
