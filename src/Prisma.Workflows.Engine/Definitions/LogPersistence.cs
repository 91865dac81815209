using System.Collections.Frozen;

namespace Prisma.Workflows.Engine.Definitions;

/// <summary>Which inputs and outputs of an activity go into its history, as its author asked; whoever does not ask has all kept.</summary>
sealed class LogPersistence
{
    readonly bool? _all;
    readonly FrozenDictionary<string, bool> _inputs, _outputs;

    LogPersistence(bool? all, FrozenDictionary<string, bool> inputs, FrozenDictionary<string, bool> outputs) => (_all, _inputs, _outputs) = (all, inputs, outputs);

    /// <summary>Reads one word for everything, or an object with a default and words for single inputs and outputs; null when it leaves that to who is above.</summary>
    internal static LogPersistence? Read(JsonObject customProperties)
    {
        var asked = JsonMembers.Get(customProperties, "logPersistenceConfig") ?? JsonMembers.Get(customProperties, "logPersistenceMode");
        if (asked is not JsonObject members)
            return Mode(asked) is { } all ? new LogPersistence(all, FrozenDictionary<string, bool>.Empty, FrozenDictionary<string, bool>.Empty) : null;
        return new LogPersistence(Mode(JsonMembers.Get(members, "default")), Modes(members, "inputs"), Modes(members, "outputs"));
    }

    static FrozenDictionary<string, bool> Modes(JsonObject members, string name) =>
        (JsonMembers.Get(members, name) as JsonObject ?? []).Select(member => (member.Key, Mode: Mode(member.Value))).Where(member => member.Mode is not null)
            .ToFrozenDictionary(member => member.Key, member => member.Mode!.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the input is kept; null when that is left to who is above.</summary>
    internal bool? Keeps(string input) => _inputs.TryGetValue(input, out var kept) ? kept : _all;

    internal bool? KeepsOutput(string output) => _outputs.TryGetValue(output, out var kept) ? kept : _all;

    /// <summary>A mode is a word, or an object that names a strategy; one that would have to be computed keeps nothing.</summary>
    static bool? Mode(JsonNode? mode) => mode switch
    {
        JsonObject strategy when JsonMembers.Text(strategy, "strategyType") is { } type => Word(type.Split(',')[0].Split('.')[^1]),
        JsonObject { Count: > 0 } => false,
        JsonValue word => Word(word.ToString()),
        _ => null,
    };

    static bool? Word(string word) => word.ToUpperInvariant() switch
    {
        "INCLUDE" => true,
        "EXCLUDE" => false,
        _ => null,
    };
}
