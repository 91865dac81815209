using System.Text.Json;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>Facts as a template sees them: what is missing or null is an error when it is named, unless an "if" asks about it.</summary>
sealed class TemplateFacts : ScriptObject
{
    readonly string _path;
    readonly IReadOnlySet<string> _optional;

    TemplateFacts(string path, IReadOnlySet<string> optional)
        : base(0, autoImportStaticsFromThisType: false) => (_path, _optional) = (path, optional);

    public static TemplateFacts From(JsonObject facts, IReadOnlySet<string> optional) => From(facts, "", optional);

    public override bool TryGetValue(TemplateContext? context, SourceSpan span, string member, out object? value)
    {
        if (base.TryGetValue(context, span, member, out value) && value is not null)
            return true;
        var path = _path.Length == 0 ? member : $"{_path}.{member}";
        if (_optional.Contains(path))
        {
            value = null;
            return true;
        }

        if (_optional.Any(tested => tested.StartsWith($"{path}.", StringComparison.Ordinal)))
        {
            // An "if" asks about something in it, and about nothing else in it.
            value = new TemplateFacts(path, _optional);
            return true;
        }

        // Names at the root may still be functions or the template's own; strict variables catch the rest.
        return _path.Length == 0 ? false : throw new ScriptRuntimeException(span, $"{path} has no value");
    }

    static TemplateFacts From(JsonObject facts, string path, IReadOnlySet<string> optional)
    {
        var result = new TemplateFacts(path, optional);
        foreach (var (name, node) in facts)
            result.SetValue(name, Value(node, path.Length == 0 ? name : $"{path}.{name}", optional), readOnly: true);
        return result;
    }

    static object? Value(JsonNode? node, string path, IReadOnlySet<string> optional) => node switch
    {
        null => null,
        JsonObject one => From(one, path, optional),
        JsonArray many => new ScriptArray(many.Select(element => Value(element, $"{path}[]", optional)!)),
        _ => Scalar(node),
    };

    static object? Scalar(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(JsonSerializer.SerializeToElement(node)),
        _ => node.GetValue<string>(),
    };

    static object Number(JsonElement number) => number.TryGetInt64(out var whole) ? whole : number.GetDecimal();
}
