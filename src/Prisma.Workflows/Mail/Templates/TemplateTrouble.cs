using System.Text.RegularExpressions;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>What goes wrong in a text with names, while it is read or filled in, in the words of whoever wrote it; what is not known here is said as Scriban says it.</summary>
static class TemplateTrouble
{
    static readonly (Regex Said, string Words)[] _known =
    [
        (Of("^The (?:variable or function|function) `(.+)` was not found"), "$1 is not known here."),
        (Of("^Cannot get the member (.+) for a null object"), "$1 asks for a part of something that is not there."),
        (Of("^Invalid number of arguments `(.+)` passed to `(.+)` while expecting `(.+)` arguments"), "$2 takes $3 values and is given $1."),
        (Of("^Argument index must be"), "a function is given more than it takes."),
        (Of("^Unable to convert type `(.+)` to `?([^`]+)`?"), "{1} stands where {2} is needed."),
        (Of("operator `(.+)` is not supported"), "“$1” cannot be used between these."),
        (Of("^Unexpected type .* for iterator"), "what is gone through is no list."),
        (Of("(?:exceeds LoopLimit|number of iteration limit) `(.+?)`"), "it goes round more than $1 times."),
        (Of("recursive depth limit"), "it calls itself without an end."),
        (Of("^Invalid target function|is not a valid function"), "a fact is used like a function."),
        (Of("parsing (.+) statement: The <end> statement was not found"), "{{ $1 }} is never closed; write {{ end }} where it ends."),
        (Of("Found <end> statement without"), "there is an {{ end }} too many."),
        (Of("Expecting 'in' word"), "write {{ for one in many }}, with what is gone through behind “in”."),
        (Of("Expecting (?:an )?<(?:index_)?expression>.* instead of `(.+?)`"), "something is missing before “$1”."),
        (Of("^(?:Invalid token|Unexpected token found) `(.+)`.* (?:closing|while expecting) `(.+)`"), "“$2” is missing before “$1”."),
        (Of("^Unexpected token `?([^ `]+)|^Invalid token found `(.+?)`"), "“$1$2” does not belong here."),
        (Of("dot operator is expected"), "a name is missing behind the dot."),
        (Of("^Cannot set the readonly variable `(.+)`"), "$1 is given and cannot be changed."),
    ];

    public static string InWords(string told)
    {
        foreach (var (said, words) in _known)
        {
            if (said.Match(told) is { Success: true } match)
                return match.Result(words).Replace("{1}", Kind(match.Groups[1].Value), StringComparison.Ordinal).Replace("{2}", Kind(match.Groups[2].Value), StringComparison.Ordinal);
        }

        return told.TrimEnd('.') + ".";
    }

    static string Kind(string type) => type switch
    {
        "string" => "a text",
        "int" or "long" or "double" or "float" or "decimal" => "a number",
        "bool" => "yes or no",
        "array" or "IEnumerable" or "IList" or "ScriptArray" => "a list",
        "DateTime" or "datetime" => "a day",
        _ => "a group of facts",
    };

    static Regex Of(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));
}
