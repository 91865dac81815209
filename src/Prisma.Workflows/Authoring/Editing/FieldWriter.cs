using System.Text.Encodings.Web;
using System.Text.Json;
using Prisma.Workflows.Authoring.Outline;

namespace Prisma.Workflows.Authoring.Editing;

/// <summary>Puts what somebody gave for a field into the step's JSON; a value that is there already changes nothing.</summary>
static class FieldWriter
{
    /// <summary>Beyond it a day would leave the calendar.</summary>
    const int MostDays = 10_000;

    static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>What is wrong with the value, or null.</returns>
    public static string? Write(JsonObject step, OutlineField field, IReadOnlyList<string> given)
    {
        IReadOnlyList<string> values = Cleaned(field, given);
        if (values.SequenceEqual(Cleaned(field, field.Values), StringComparer.Ordinal)
            || (field.Kind == FieldKind.Choices && values.Order(StringComparer.Ordinal).SequenceEqual(field.Values.Order(StringComparer.Ordinal), StringComparer.Ordinal)))
        {
            return null;
        }

        switch (field.Kind)
        {
            case FieldKind.Computed:
                return $"“{field.Label}” is worked out on the way; change it on the canvas.";
            case FieldKind.Number when field.WhatIsWrongWith(values[0]) is { } wrong:
                return wrong;
            case FieldKind.Choice when values[0].Length > 0 && field.Choices.All(choice => choice.Value != values[0]):
                return $"“{values[0]}” is not among the choices for “{field.Label}”.";
            case FieldKind.Window:
                return WriteWindow(step, field, values);
            case FieldKind.Line when field.Name == FieldReader.NameField:
                if (values[0].Length == 0)
                    return "Give the step a name, so that others can point to it.";
                Metadata(step)["displayText"] = values[0];
                return null;
            default:
                Set(step, field, values);
                return null;
        }
    }

    public static JsonObject Metadata(JsonObject step)
    {
        if (step["metadata"] is not JsonObject metadata)
            step["metadata"] = metadata = [];
        return metadata;
    }

    /// <summary>Writes an input as designers do; the members around the value stay.</summary>
    public static void SetInput(JsonObject step, string name, string typeName, string expressionType, JsonNode? value)
    {
        if (step[name] is JsonObject wrapper && wrapper["expression"] is JsonObject expression)
        {
            expression["type"] = expressionType;
            expression["value"] = value;
        }
        else
        {
            step[name] = new JsonObject { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = expressionType, ["value"] = value } };
        }
    }

    static IReadOnlyList<string> Cleaned(OutlineField field, IReadOnlyList<string> given) => field.Kind switch
    {
        FieldKind.Lines => [.. given.SelectMany(text => text.Split('\n')).Select(line => line.Trim()).Where(line => line.Length > 0)],
        FieldKind.Choices or FieldKind.Sequence => [.. given.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)],
        FieldKind.YesNo => [given.Contains("true") ? "true" : field.Value.Length == 0 ? "" : "false"],
        FieldKind.Window => [.. given.Select(value => value.Trim().Replace('−', '-'))],
        _ => [given.Count > 0 ? given[^1].Trim().ReplaceLineEndings("\n") : ""],
    };

    static void Set(JsonObject step, OutlineField field, IReadOnlyList<string> values)
    {
        switch (field.Kind)
        {
            case FieldKind.Choices or FieldKind.Sequence or FieldKind.Lines:
                SetInput(step, field.Name, "Object", "Object", JsonSerializer.Serialize(values, _json));
                break;
            case FieldKind.Number:
                SetInput(step, field.Name, "Int32", "Literal", int.Parse(values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
                break;
            case FieldKind.YesNo:
                SetInput(step, field.Name, "Boolean", "Literal", values[0] == "true");
                break;
            default:
                SetInput(step, field.Name, "String", "Literal", values[0]);
                break;
        }
    }

    static string? WriteWindow(JsonObject step, OutlineField field, IReadOnlyList<string> values)
    {
        if (values.Count != FieldReader.Profiles.Count * 2)
            return "Give the first and the last day for each pace.";
        var window = new JsonObject();
        for (var index = 0; index < FieldReader.Profiles.Count; index++)
        {
            var (first, last) = (values[index * 2], values[(index * 2) + 1]);
            if (first.Length == 0 && last.Length == 0)
                continue;
            if (Day(first) is not { } opens || Day(last) is not { } closes)
                return $"The days of the {FieldReader.Profiles[index]} pace are numbers counted from the event's first day, such as -120, or E+2 from its end, and have four digits at most.";
            if (opens.TryGetValue<int>(out var from) && closes.TryGetValue<int>(out var to) && from > to)
                return $"The {FieldReader.Profiles[index]} pace ends before it begins: {from} is later than {to}.";
            window[FieldReader.Profiles[index]] = new JsonArray(opens, closes);
        }

        SetInput(step, field.Name, "Object", "Object", window.ToJsonString(_json));
        return null;
    }

    static JsonValue? Day(string text) =>
        IsCount(text, NumberStyles.AllowLeadingSign) ? JsonValue.Create(int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture))
        : text.StartsWith("E+", StringComparison.Ordinal) && IsCount(text.AsSpan(2), NumberStyles.None) ? JsonValue.Create(text)
        : null;

    static bool IsCount(ReadOnlySpan<char> text, NumberStyles style) => int.TryParse(text, style, CultureInfo.InvariantCulture, out var days) && days is > -MostDays and < MostDays;
}
