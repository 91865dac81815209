using System.Text.RegularExpressions;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using JintEngine = Jint.Engine;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>Carries values into a script and out of it, by copying: a script never holds an object of ours.</summary>
sealed partial class JavaScriptValues(JintEngine engine, ExpressionLimits limits)
{
    const int MaxDepth = 64;
    const double LargestWhole = 9_007_199_254_740_991;

    bool _hasNoNumber;

    internal JsValue ToScript(object? value) => value switch
    {
        null => JsValue.Null,
        bool flag => flag ? JsBoolean.True : JsBoolean.False,
        string text => new JsString(text),
        long number => JsNumber.Create(number),
        int number => JsNumber.Create(number),
        double number => JsNumber.Create(number),
        decimal number => JsNumber.Create((double)number),
        DateTimeOffset instant => JsValue.FromObject(engine, instant.UtcDateTime),
        DateTime moment => JsValue.FromObject(engine, moment),
        JsonObject members => ToObject(members),
        JsonArray items => new JsArray(engine, [.. items.Select(item => ToScript(JsonValues.ToValue(item)))]),
        JsonValue scalar => ToScript(JsonValues.ToValue(scalar)),
        _ => new JsString(ValueConverter.ToText(value) ?? ""),
    };

    internal object? FromScript(JsValue value)
    {
        var left = limits.ResultSize;
        return FromScript(value, 0, ref left);
    }

    /// <summary>The value, and whether NaN or Infinity is in it, for which JSON has no form.</summary>
    internal object? FromScript(JsValue value, out bool hasNoNumber)
    {
        _hasNoNumber = false;
        var left = limits.ResultSize;
        var result = FromScript(value, 0, ref left);
        hasNoNumber = _hasNoNumber;
        return result;
    }

    /// <summary>A value as JSON text, written as JavaScript writes it.</summary>
    internal string ToJsonText(JsValue value, string indent)
    {
        var left = limits.ResultSize;
        var json = Node(FromScript(value, 0, ref left, asJson: true));
        var options = indent.Length == 0 ? ValueJson.Relaxed : new(ValueJson.Relaxed) { WriteIndented = true, IndentCharacter = indent[0] == '\t' ? '\t' : ' ', IndentSize = indent.Length, NewLine = "\n" };
        var text = json?.ToJsonString(options) ?? "null";
        return text.Contains(@"\uD", StringComparison.Ordinal) ? Pairs().Replace(text, Together) : text;
    }

    /// <summary>JSON of .NET escapes what lies beyond sixteen bits, such as an emoji; JavaScript does not.</summary>
    static string Together(Match match) => match.Groups["high"] is { Success: true } high
        ? $"{(char)Convert.ToInt32(high.Value, 16)}{(char)Convert.ToInt32(match.Groups["low"].Value, 16)}"
        : match.Value;

    [GeneratedRegex(@"\\u(?<high>D[89AB][0-9A-F]{2})\\u(?<low>D[C-F][0-9A-F]{2})|\\.", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pairs();

    object? FromScript(JsValue value, int depth, ref int left, bool asJson = false)
    {
        switch (value)
        {
            case JsString text:
                Take(ref left, text.Length);
                return text.ToString();
            case JsNumber number when IsWhole(number.AsNumber()) && (asJson || !double.IsNegative(number.AsNumber()) || number.AsNumber() < 0):
                return (long)number.AsNumber();
            case JsNumber number when asJson && double.IsFinite(number.AsNumber()):
                return JsonNode.Parse(TypeConverter.ToString(number));
            case JsNumber number:
                _hasNoNumber |= !double.IsFinite(number.AsNumber());
                return number.AsNumber();
            case JsBoolean flag:
                return flag.AsBoolean();
            case JsDate date when double.IsNaN(date.DateValue):
                return null;
            case JsDate date:
                var moment = date.ToDateTime().ToUniversalTime();
                return asJson ? moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : moment;
            case JsSymbol or JsUndefined or JsNull:
                return null;
            case Function:
                return null;
            case JsArray array:
                return FromArray(array, depth, ref left, asJson);
            case ObjectInstance members:
                return FromObject(members, depth, ref left, asJson);
            default:
                return value.IsNull() || value.IsUndefined() ? null : TypeConverter.ToString(value);
        }
    }

    JsonArray FromArray(JsArray array, int depth, ref int left, bool asJson)
    {
        var items = new JsonArray();
        if (asJson)
            engine.Constraints.Check();
        for (uint index = 0; index < array.Length; index++)
        {
            Descend(depth, ref left);
            items.Add(Node(FromScript(array[index], depth + 1, ref left, asJson)));
        }

        return items;
    }

    JsonObject FromObject(ObjectInstance source, int depth, ref int left, bool asJson)
    {
        var members = new JsonObject();
        foreach (var (key, property) in source.GetOwnProperties())
        {
            if (!property.Enumerable || key.IsSymbol())
                continue;
            var value = source.Get(key);
            Descend(depth, ref left);
            if (value is not Function && !(asJson && value.IsUndefined()))
                members[key.ToString()] = Node(FromScript(value, depth + 1, ref left, asJson));
        }

        return members;
    }

    /// <summary>What was just made out of the script's value is nobody else's, and need not be copied.</summary>
    static JsonNode? Node(object? value) => value as JsonNode ?? JsonValues.ToJson(value);

    JsObject ToObject(JsonObject members)
    {
        var result = new JsObject(engine);
        foreach (var (name, value) in members)
            result.FastSetDataProperty(name, ToScript(JsonValues.ToValue(value)));
        if (IsResultOfWorkflow(members))
        {
            foreach (var name in members.Select(member => member.Key))
                result.FastSetProperty(char.ToLowerInvariant(name[0]) + name[1..], new PropertyDescriptor(result.Get(name), JavaScriptSandbox.Hidden));
        }

        return result;
    }

    /// <summary>What ExecuteWorkflow gave: Elsa holds it as an object of .NET, whose members a script may also begin with a small letter.</summary>
    static bool IsResultOfWorkflow(JsonObject members) => members.Count == 4 && members.ContainsKey("WorkflowInstanceId") && members.ContainsKey("SubStatus");

    static bool IsWhole(double number) => number % 1 == 0 && Math.Abs(number) <= LargestWhole;

    static void Descend(int depth, ref int left)
    {
        if (depth >= MaxDepth)
            throw new ExpressionException("The result of the script is nested too deeply, or contains itself.");
        Take(ref left, 1);
    }

    static void Take(ref int left, int size)
    {
        left -= size;
        if (left < 0)
            throw new ExpressionException("The result of the script is too large.");
    }
}
