using System.Text;
using System.Text.RegularExpressions;
using Scriban;
using Scriban.Functions;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Prisma.Workflows.Engine.Expressions.Liquid;

/// <summary>
/// The filters a template may use. Those that look at the machine's clock, at chance or at the template itself are taken out, those that
/// multiply texts have an end, and <c>date</c> and <c>json</c> are as Liquid has them.
/// </summary>
sealed partial class LiquidBuiltIns(ExpressionLimits limits, Func<DateTimeOffset> now)
{
    static readonly string[] TakenOut = ["object", "math", "string", "array", "regex", "timespan", "html", "include", "include_join", "try_liquid_to_scriban"];
    static readonly DateTimeFunctions Dates = new();

    /// <summary>What a loop goes through: nothing has no items, and a text is one.</summary>
    internal const string ItemsOf = "for";

    internal static IReadOnlyCollection<string> Names { get; } =
        [.. ((ScriptObject)new LiquidBuiltIns(new(), static () => default).AddTo(new LiquidTemplateContext()).BuiltinObject).Keys];

    internal LiquidTemplateContext AddTo(LiquidTemplateContext context)
    {
        var filters = new ScriptObject();
        filters.Import("date", Date);
        filters.Import("json", static (object? value) => ToJson(value)?.ToJsonString() ?? "null");
        filters.Import("base64", static (object? value) => value is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes((string)ValueConverter.Convert(value is ScriptObject or ScriptArray ? ToJson(value) : value, typeof(string))!)));
        filters.Import("keys", static (object? value) => value is ScriptObject members ? new ScriptArray(members.Keys) : throw new ScriptRuntimeException(default, "Only an object has keys."));
        filters.Import("append", (string? text, string? end) => Checked(text, end));
        filters.Import("prepend", (string? text, string? start) => Checked(start, text));
        filters.Import("replace", (string? text, string? part, string? with) => Replaced(text ?? "", part ?? "", with ?? ""));
        filters.Import("join", Joined);
        filters.Import(ItemsOf, static object (object? list) => list switch { null => new ScriptArray(), string text => new ScriptArray { text }, _ => list });
        new StandardFilters(Check).AddTo(filters);
        // One of the library's is not written over; it has to go first.
        foreach (var name in TakenOut.Concat(filters.Keys))
            context.BuiltinObject.Remove(name);
        foreach (var (name, filter) in filters)
            context.BuiltinObject[name] = filter;
        return context;
    }

    /// <summary>A date in the words of strftime, at the clock it is written for; 'now' and 'today' are the time of the burst.</summary>
    string? Date(object? value, string? pattern = null)
    {
        DateTimeOffset? instant = value switch
        {
            DateTime time => new DateTimeOffset(time, TimeSpan.Zero),
            string and ("now" or "today") => now().ToUniversalTime(),
            string text when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed) => parsed,
            long or int or double or decimal => DateTimeOffset.FromUnixTimeSeconds(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            _ => null,
        };
        return instant is not { } moment ? null
            : string.IsNullOrEmpty(pattern) ? moment.ToString("u", CultureInfo.InvariantCulture)
            : Written(moment, Lacking().Replace(pattern, match => Part(moment, match.Value)));
    }

    static string Written(DateTimeOffset moment, string pattern) => Dates.ToString(moment.DateTime, pattern, CultureInfo.InvariantCulture) ?? "";

    /// <summary>What the library writes otherwise than Liquid: the clock's offset, seconds since 1970, and numbers without their noughts.</summary>
    static string Part(DateTimeOffset moment, string part) => part switch
    {
        "%%" => part,
        "%z" => moment.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal),
        "%:z" or "%Z" => moment.ToString("zzz", CultureInfo.InvariantCulture),
        "%s" => moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        _ => Written(moment, $"%{part[^1]}").TrimStart('0', ' ') is { Length: > 0 } number ? number : "0",
    };

    [GeneratedRegex("%(%|:?z|Z|s|-[deHIjklmMSy])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lacking();

    string Joined(object? list, string? separator = null)
    {
        if (list is string single)
            return single;
        var text = new StringBuilder();
        foreach (var item in list as System.Collections.IEnumerable ?? Array.Empty<object>())
        {
            if (text.Length > 0)
                text.Append(separator);
            Check(text.Length);
            text.Append(item is ScriptObject or ScriptArray ? ToJson(item)?.ToJsonString(ValueJson.Relaxed) : ValueConverter.ToText(item));
        }

        Check(text.Length);
        return text.ToString();
    }

    string Checked(string? first, string? second)
    {
        Check((first?.Length ?? 0L) + (second?.Length ?? 0L));
        return first + second;
    }

    string Replaced(string text, string part, string with)
    {
        if (part.Length == 0)
            return text;
        Check((long)text.Length / part.Length * Math.Max(0, with.Length - part.Length));
        return text.Replace(part, with, StringComparison.Ordinal);
    }

    void Check(long length)
    {
        if (length > limits.ResultSize)
            throw new ScriptRuntimeException(default, "The text would become too long.");
    }

    static System.Text.Json.Nodes.JsonNode? ToJson(object? value) => value switch
    {
        ScriptObject members => new System.Text.Json.Nodes.JsonObject(members.Select(member => KeyValuePair.Create(member.Key, ToJson(member.Value)))),
        ScriptArray items => new System.Text.Json.Nodes.JsonArray([.. items.Select(ToJson)]),
        DateTime time => JsonValues.ToJson(new DateTimeOffset(time, TimeSpan.Zero)),
        _ => JsonValues.ToJson(value),
    };
}
