using System.Globalization;
using System.Text;
using Scriban;
using Scriban.Functions;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Prisma.Workflows.Engine.Expressions.Liquid;

/// <summary>
/// The filters a template may use. Those that look at the machine's clock, at chance or at the template itself are taken out, and
/// <c>date</c> and <c>json</c> are as Liquid has them.
/// </summary>
sealed class LiquidBuiltIns(ExpressionLimits limits, Func<DateTimeOffset> now)
{
    static readonly string[] TakenOut = ["date", "object", "math", "string", "array", "regex", "timespan", "html", "include", "include_join", "try_liquid_to_scriban"];
    static readonly DateTimeFunctions Dates = new();

    internal static IReadOnlyCollection<string> Names { get; } =
        [.. ((ScriptObject)new LiquidBuiltIns(new(), static () => default).AddTo(new LiquidTemplateContext()).BuiltinObject).Keys];

    internal LiquidTemplateContext AddTo(LiquidTemplateContext context)
    {
        var filters = context.BuiltinObject;
        foreach (var name in TakenOut)
            filters.Remove(name);
        filters.Import("date", Date);
        filters.Import("json", static (object? value) => ToJson(value)?.ToJsonString() ?? "null");
        filters.Import("base64", static (object? value) => value is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes((string)ValueConverter.Convert(value is ScriptObject or ScriptArray ? ToJson(value) : value, typeof(string))!)));
        filters.Import("keys", static (object? value) => value is ScriptObject members ? new ScriptArray(members.Keys) : throw new ScriptRuntimeException(default, "Only an object has keys."));
        new StandardFilters(Check).AddTo((ScriptObject)filters);
        return context;
    }

    /// <summary>A date in the words of strftime; 'now' and 'today' are the time of the burst.</summary>
    string? Date(object? value, string? pattern)
    {
        DateTime? instant = value switch
        {
            null => null,
            DateTime time => time,
            string and ("now" or "today") => now().UtcDateTime,
            string text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)
                ? parsed.UtcDateTime
                : throw new ScriptRuntimeException(default, $"'{text}' is not a date."),
            long or int or double => DateTimeOffset.FromUnixTimeSeconds(Convert.ToInt64(value, CultureInfo.InvariantCulture)).UtcDateTime,
            _ => throw new ScriptRuntimeException(default, "The value is not a date."),
        };
        return string.IsNullOrEmpty(pattern) || instant is null ? ValueConverter.ToText(value) : Dates.ToString(instant, pattern, CultureInfo.InvariantCulture);
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
