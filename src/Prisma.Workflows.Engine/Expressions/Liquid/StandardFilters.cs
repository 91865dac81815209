using System.Net;
using System.Text;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Prisma.Workflows.Engine.Expressions.Liquid;

/// <summary>Those of Liquid's own filters that the library lacks, or has otherwise than Elsa.</summary>
sealed class StandardFilters(Action<long> check)
{
    internal void AddTo(ScriptObject filters)
    {
        Calculate(filters, "plus", static (one, other) => one + other);
        Calculate(filters, "minus", static (one, other) => one - other);
        Calculate(filters, "times", static (one, other) => one * other);
        Calculate(filters, "divided_by", static (one, other) => other.Scale == 0 ? decimal.Floor(one / other) : one / other);
        Calculate(filters, "modulo", static (one, other) => decimal.Truncate(one) % decimal.Truncate(other));
        Calculate(filters, "abs", static (one, _) => Math.Abs(one));
        Calculate(filters, "ceil", static (one, _) => decimal.Ceiling(one));
        Calculate(filters, "floor", static (one, _) => decimal.Floor(one));
        Calculate(filters, "round", static (one, places) => Math.Round(one, (int)Math.Clamp(places, 0, 28)));
        filters.Import("at_least", static (object? value, object? least) => Math.Max(Number(value), Number(least)));
        filters.Import("at_most", static (object? value, object? most) => Math.Min(Number(value), Number(most)));
        filters.Import("sum", (object? list, string? member = null) => Items(list).Sum(item => Number(Of(item, member))));
        filters.Import("where", Where);
        filters.Import("sort_natural", (object? list, string? member = null) => new ScriptArray(
            Items(list).OrderBy(item => Of(item, member) is null).ThenBy(item => ValueConverter.ToText(Of(item, member)), StringComparer.OrdinalIgnoreCase)));
        filters.Import("escape_once", static (string? text) => WebUtility.HtmlEncode(WebUtility.HtmlDecode(text)));
        filters.Import("newline_to_br", static (string? text) => text?.Replace("\n", "<br />\n", StringComparison.Ordinal));
        filters.Import("remove_last", static (string? text, string? part) => Last(text ?? "", part ?? "", ""));
        filters.Import("replace_last", static (string? text, string? part, string? with) => Last(text ?? "", part ?? "", with ?? ""));
        filters.Import("url_encode", static (string? text) => WebUtility.UrlEncode(text)?.Replace("!", "%21", StringComparison.Ordinal));
        filters.Import("url_decode", static (string? text) => WebUtility.UrlDecode(text));
        filters.Import("base64_encode", (string? text) => Encoded(text ?? ""));
        filters.Import("base64_decode", static (string? text) => Decoded(text ?? ""));
    }

    ScriptArray Where(object? list, string? member, object? value = null) =>
        new(Items(list).Where(item => Of(item, member) is var own && (value is null ? own is not (null or false) : IsSame(own, value))));

    /// <summary>Nothing has no items, and neither has what is no list; a range may have more than there is time for.</summary>
    IEnumerable<object?> Items(object? list)
    {
        var count = 0;
        foreach (var item in list is not (string or ScriptObject) && list is System.Collections.IEnumerable items ? items : Array.Empty<object>())
        {
            check(++count);
            yield return item;
        }
    }

    static object? Of(object? item, string? member) => member is null ? item : item is ScriptObject members && members.TryGetValue(member, out var value) ? value : null;

    static bool IsSame(object? one, object other) => IsNumber(one) && IsNumber(other) ? Number(one) == Number(other) : Equals(one, other);

    static bool IsNumber(object? value) => value is int or long or double or decimal;

    /// <summary>A text that is none counts as nought, as does everything else.</summary>
    static decimal Number(object? value) => value switch
    {
        double number when Math.Abs(number) > (double)decimal.MaxValue / 2 || !double.IsFinite(number) => 0,
        _ when IsNumber(value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        string text when decimal.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        _ => 0,
    };

    /// <summary>What comes out whole is so for the library too, whose loops count with nothing else.</summary>
    static void Calculate(ScriptObject filters, string name, Func<decimal, decimal, decimal> calculate) => filters.Import(name, object (object? one, object? other = null) =>
    {
        try
        {
            var number = calculate(Number(one), Number(other));
            return number is { Scale: 0 } && Math.Abs(number) <= int.MaxValue ? (object)(int)number : number;
        }
        catch (ArithmeticException exception)
        {
            throw new ScriptRuntimeException(default, exception.Message, exception);
        }
    });

    static string Last(string text, string part, string with) =>
        text.LastIndexOf(part, StringComparison.Ordinal) is >= 0 and var at ? string.Concat(text.AsSpan(0, at), with, text.AsSpan(at + part.Length)) : text;

    string Encoded(string text)
    {
        check(text.Length / 3 * 4L);
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    static string Decoded(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text));
        }
        catch (FormatException exception)
        {
            throw new ScriptRuntimeException(default, "The text is not written in Base64.", exception);
        }
    }
}
