using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Difference;

/// <summary>Says in words what changed from one version of a definition to another; where something lies on the canvas does not count.</summary>
public sealed class DifferenceReader(OutlineReader outlines)
{
    static readonly string[] _days = ["dueDays", "countsFrom", "minDays", "expiresDays", "floor", "until", "timeout", "before", "window"];

    /// <param name="before">Null where there was nothing before.</param>
    public DefinitionDifference Read(WorkflowDefinition? before, WorkflowDefinition after)
    {
        var (old, now) = (before is null ? null : outlines.Read(before), outlines.Read(after));
        List<StepDifference> steps = [];
        foreach (var step in now.Steps)
        {
            if (old?.Find(step.Id) is not { } was)
                steps.Add(New(step));
            else if (Compare(was, step, before!.NodesById[step.Id], after.NodesById[step.Id]) is { Sentences.Count: > 0 } changed)
                steps.Add(changed);
        }

        steps.AddRange((old?.Steps ?? []).Where(step => now.Find(step.Id) is null).Select(Gone));
        return new DefinitionDifference(before is null ? [] : [.. Whole(before, after)], steps);
    }

    static StepDifference New(OutlineStep step) => Whole(step, Mark.Added, $"New: {step.Kind.ToLowerInvariant()} “{step.Name}”{Leads(step)}.");

    static StepDifference Gone(OutlineStep step) => Whole(step, Mark.Removed, $"Removed: {step.Kind.ToLowerInvariant()} “{step.Name}”.");

    static StepDifference Whole(OutlineStep step, Mark mark, string sentence) => new(step.Id, step.Name, mark, [sentence])
    {
        ConcernsMails = step.Say("mail").Length > 0,
        ConcernsDays = Array.Exists(_days, field => step.Say(field).Length > 0),
    };

    static StepDifference Compare(OutlineStep was, OutlineStep step, ActivityNode nodeBefore, ActivityNode nodeAfter)
    {
        var fields = step.Fields.Select(field => (Field: field, Was: was.Field(field.Name))).Where(pair => pair.Was is null ? Says(pair.Field) : !pair.Was.Values.SequenceEqual(pair.Field.Values, StringComparer.Ordinal)).ToList();
        List<string> sentences = [];
        if (was.Type != step.Type)
            sentences.Add($"It was “{was.Kind.ToLowerInvariant()}”, and is “{step.Kind.ToLowerInvariant()}” now.");
        sentences.AddRange(fields.Select(pair => $"{pair.Field.Label}: {Shown(pair.Was)} became {Shown(pair.Field)}."));
        sentences.AddRange(Ways(was, step));
        if (sentences.Count == 0 && !JsonNode.DeepEquals(Content(nodeBefore), Content(nodeAfter)))
            sentences.Add("Changed on the canvas, in what the outline does not show.");
        return new StepDifference(step.Id, step.Name, Mark.Changed, sentences)
        {
            ConcernsMails = fields.Exists(pair => pair.Field.Name == "mail"),
            ConcernsDays = fields.Exists(pair => _days.Contains(pair.Field.Name, StringComparer.Ordinal)),
        };
    }

    static bool Says(OutlineField field) => field.Values.Any(value => value.Length > 0);

    static IEnumerable<string> Ways(OutlineStep was, OutlineStep step) =>
        from port in was.Ways.Concat(step.Ways).Select(way => way.Port).Distinct(StringComparer.Ordinal)
        let before = Ends(was, port)
        let after = Ends(step, port)
        where !before.Select(end => end.StepId).Order(StringComparer.Ordinal).SequenceEqual(after.Select(end => end.StepId).Order(StringComparer.Ordinal), StringComparer.Ordinal)
        select $"When “{OutcomeWords.Of(port)}”: {Names(before)} became {Names(after)}.";

    static IReadOnlyList<OutlineWay.End> Ends(OutlineStep step, string port) => step.Ways.FirstOrDefault(way => way.Port == port)?.Ends ?? [];

    static string Names(IReadOnlyList<OutlineWay.End> ends) => ends.Count == 0 ? "no way on" : string.Join(" and ", ends.Select(end => $"“{end.Name}”"));

    static string Leads(OutlineStep step) => step.Ways.SelectMany(way => way.Ends).FirstOrDefault() is { } next ? $", before “{next.Name}”" : "";

    static string Shown(OutlineField? field) => field is null ? "nothing" : field.Kind switch
    {
        FieldKind.YesNo => $"“{field.InWords}”",
        _ when !Says(field) => "nothing",
        FieldKind.Window => Windows(field),
        FieldKind.Computed => $"“{field.Value}”",
        _ => $"“{field.InWords}”",
    };

    static string Windows(OutlineField field) => string.Join(", ", FieldReader.Profiles
        .Select((profile, index) => (profile, First: field.Values[index * 2], Last: field.Values[(index * 2) + 1]))
        .Where(window => window.First.Length > 0)
        .Select(window => $"{window.profile} {window.First} to {window.Last}"));

    static IEnumerable<string> Whole(WorkflowDefinition before, WorkflowDefinition after)
    {
        if (before.Name != after.Name)
            yield return $"It is called “{after.Name}” now, and was called “{before.Name}”.";
        if ((before.Description ?? "") != (after.Description ?? ""))
            yield return $"It says of itself “{after.Description}”, and said “{before.Description}”.";
        foreach (var name in after.Variables.Select(variable => variable.Name).Except(before.Variables.Select(variable => variable.Name), StringComparer.Ordinal))
            yield return $"It remembers “{name}” as well.";
        foreach (var name in before.Variables.Select(variable => variable.Name).Except(after.Variables.Select(variable => variable.Name), StringComparer.Ordinal))
            yield return $"It no longer remembers “{name}”.";
    }

    /// <summary>The node without what says only where it lies or how it was saved; the Studio writes JSON in a text closer together than we do.</summary>
    static JsonObject Content(ActivityNode node)
    {
        var content = (JsonObject)node.Json.DeepClone();
        content.Remove("nodeId");
        (content["metadata"] as JsonObject)?.Remove("designer");
        foreach (var expression in content.Select(member => (member.Value as JsonObject)?["expression"]).OfType<JsonObject>())
        {
            if (Written(expression["value"]) is { } written)
                expression["value"] = written;
        }

        return content;
    }

    /// <summary>The list or object that a text is; null where it is neither.</summary>
    static JsonNode? Written(JsonNode? value) =>
        value is JsonValue one && one.TryGetValue<string>(out var text) && text is ['[' or '{', ..] ? Literals.TryParse(text) : null;
}
