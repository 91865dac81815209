using System.Collections.Frozen;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Activities;

namespace Prisma.Workflows.Authoring.Editing;

/// <summary>Makes steps: with a free id, a free short name, and what is usual for their kind.</summary>
sealed class NewStep(JsonObject document, PathwayOutline outline)
{
    static readonly FrozenDictionary<string, (string Input, string Value)[]> _usual = new Dictionary<string, (string, string)[]>(StringComparer.Ordinal)
    {
        ["Prisma.Form"] = [("mail", "E02"), ("ladder", "L-form")],
        ["Prisma.Notify"] = [("audience", "stakeholder")],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    static readonly FrozenDictionary<string, string> _endings = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["completed"] = "Completed",
        ["declined"] = "Closed: not this time",
        ["lapsed"] = "Closed: not heard from",
        ["withdrawn"] = "Closed: stepped out",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string EndingName(string ending) => _endings.GetValueOrDefault(ending, "Closed");

    public JsonObject Make(ActivityDescriptor kind, string name, string behindId)
    {
        var key = FreeKey(behindId);
        var takesKey = kind.Inputs.Any(input => input.Name == "Step");
        var made = Bare(FreeId(takesKey ? key : kind.Type == OutlineStep.StageType ? "stage-" + FreeStage() : kind.Name.ToLowerInvariant()), kind, name);
        foreach (var input in kind.Inputs)
        {
            switch (input.Name)
            {
                case "Step":
                    Set(made, "step", key);
                    break;
                case "Title":
                    Set(made, "title", name);
                    break;
                case "Key":
                    Set(made, "key", FreeStage());
                    break;
            }
        }

        foreach (var (input, value) in _usual.GetValueOrDefault(kind.Type, []))
            Set(made, input, value);
        return made;
    }

    public JsonObject Ending(ActivityDescriptor kind, string ending, string behindId)
    {
        var known = _endings.ContainsKey(ending) ? ending : "lapsed";
        var made = Bare(FreeId($"close-{behindId}"), kind, EndingName(known));
        Set(made, "ending", known);
        Set(made, "reasonClass", known == "lapsed" ? "silence" : "own-choice");
        return made;
    }

    public JsonObject Copy(JsonObject original, OutlineStep step)
    {
        var copy = (JsonObject)original.DeepClone();
        copy.Remove("nodeId");
        copy["id"] = FreeId(step.Id);
        FieldWriter.Metadata(copy)["displayText"] = $"{step.Name} (copy)";
        if (step.Field("step") is { Value.Length: > 0 } key)
            Set(copy, "step", Free(key.Value, Taken("step")));
        if (step.IsStage)
            Set(copy, "key", FreeStage());
        return copy;
    }

    static JsonObject Bare(string id, ActivityDescriptor kind, string name) => new()
    {
        ["id"] = id,
        ["type"] = kind.Type,
        ["version"] = kind.Version,
        ["customProperties"] = new JsonObject(),
        ["metadata"] = new JsonObject { ["displayText"] = name },
    };

    static void Set(JsonObject step, string input, string value) => FieldWriter.SetInput(step, input, "String", "Literal", value);

    /// <summary>The next short name of the stage the step stands in, such as PAR-1.4.</summary>
    string FreeKey(string behindId)
    {
        var stage = outline.Stages.FirstOrDefault(section => section.Marker?.Id == behindId || section.Steps.Any(step => step.Id == behindId));
        var prefix = stage?.Marker?.Field("key")?.Value is { Length: > 0 } key ? key : "S";
        var taken = Taken("step");
        var highest = taken.Where(one => one.StartsWith(prefix + ".", StringComparison.Ordinal))
            .Select(one => int.TryParse(new string([.. one[(prefix.Length + 1)..].TakeWhile(char.IsAsciiDigit)]), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty().Max();
        return Free(string.Create(CultureInfo.InvariantCulture, $"{prefix}.{highest + 1}"), taken);
    }

    string FreeStage()
    {
        var taken = Taken("key");
        var last = taken.LastOrDefault() ?? "S-0";
        var dash = last.LastIndexOf('-');
        var prefix = dash < 0 ? last : last[..dash];
        var number = 1;
        while (taken.Contains(string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}")))
            number++;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");
    }

    HashSet<string> Taken(string field) => [.. outline.Steps.Select(step => step.Field(field)?.Value ?? "").Where(value => value.Length > 0)];

    string FreeId(string wanted) => Free(wanted, Ids(document["root"]).ToHashSet(StringComparer.Ordinal));

    static string Free(string wanted, HashSet<string> taken)
    {
        var free = wanted;
        for (var number = 2; taken.Contains(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
        return free;
    }

    /// <summary>Also those of activities inside others.</summary>
    static IEnumerable<string> Ids(JsonNode? node) => node switch
    {
        JsonObject one => (one["id"] is JsonValue id ? [id.ToString()] : Enumerable.Empty<string>()).Concat(one.SelectMany(member => Ids(member.Value))),
        JsonArray many => many.SelectMany(Ids),
        _ => [],
    };
}
