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

    /// <summary>The type that somebody most likely meant: this name, or the end of this name, but for two letters at most.</summary>
    internal string? Nearest(string name) =>
        _types.Keys.Select(type => (Type: type, Apart: Math.Min(LettersApart(type, name), LettersApart(type[(type.LastIndexOf('.') + 1)..], name))))
            .Where(one => one.Apart <= Math.Min(2, name.Length / 4)).OrderBy(one => one.Apart).ThenBy(one => one.Type, StringComparer.Ordinal).Select(one => one.Type).FirstOrDefault();

    /// <summary>How many letters have to be changed, added or left out to make the one of the other.</summary>
    static int LettersApart(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        foreach (var letter in one)
        {
            var before = row[0]++;
            for (var column = 1; column <= other.Length; column++)
                (before, row[column]) = (row[column], Math.Min(Math.Min(row[column], row[column - 1]) + 1, before + (char.ToUpperInvariant(letter) == char.ToUpperInvariant(other[column - 1]) ? 0 : 1)));
        }

        return row[^1];
    }

    internal ActivityType? Find(string type) => _types.GetValueOrDefault(type);

    /// <summary>The node's type; a node that names a definition and no known type runs that definition in place.</summary>
    internal ActivityType? TypeOf(ActivityNode node) =>
        Find(node.Type) ?? (node.Definition is not null ? Find(WorkflowInPlace.TypeName) : null);
}
