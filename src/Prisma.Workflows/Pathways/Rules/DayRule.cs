using System.Text.RegularExpressions;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>Days are written as days. What is asked in a stage is due within its window, and nothing waits for a day before it; a wait may well go on after it, as on a waiting list.</summary>
sealed partial class DayRule(OutlineReader outlines) : IDefinitionRule
{
    /// <summary>Of the usual intensive of fourteen days, from its first day to its last.</summary>
    const int UsualLength = 13;

    const string Due = "floor";

    static readonly string[] _inputs = ["until", "timeout", Due, "day", "before"];

    static readonly string[] _counts = ["dueDays", "expiresDays", "minDays"];

    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition) =>
        [.. definition.OfPathways().SelectMany(node => NotADay(node).Concat(NotACount(node)).Concat(NotAWindow(node))), .. definition.IsPathway() ? OutsideTheWindow(definition) : []];

    static IEnumerable<Problem> NotADay(ActivityNode node) =>
        from input in _inputs
        let day = node.Fixed(input)
        where day.Length > 0 && !RelativeDate.IsWritten(day)
        select Problem.Error("BadDay", node.Id, $"“{node.Title}”: “{day}” is no day. Write it like T-21, E+2, S+5, P14D, 18:00, call-close or window:PAR-2.close, or as a day of the years {RelativeDate.FirstYear} to {RelativeDate.LastYear}, such as 2027-06-19.");

    static IEnumerable<Problem> NotACount(ActivityNode node) =>
        from input in _counts
        let days = node.Fixed(input)
        where days.Length > 0 && !(int.TryParse(days, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= RelativeDate.MostDays)
        select Problem.Error("BadDays", node.Id, $"“{node.Title}”: {days} is no number of days. Write a whole number from 0 to {RelativeDate.MostDays}, such as 7.");

    static IEnumerable<Problem> NotAWindow(ActivityNode node) =>
        from profile in Literals.ObjectIn(node.Input("window")?.Expression.Value) ?? []
        let wrong = !FieldReader.Profiles.Contains(profile.Key, StringComparer.Ordinal) ? $"“{profile.Key}” is no pace; there is full, standard and compact"
            : profile.Value is not JsonArray { Count: 2 } days ? $"{profile.Key} has no first and last day"
            : days.FirstOrDefault(day => Counted(day) is null && !RelativeDate.IsWritten($"{day}")) is { } none ? $"“{none}” is no day"
            : Counted(days[0]) > Counted(days[1]) ? $"{profile.Key} ends before it begins"
            : null
        where wrong is not null
        select Problem.Error("BadWindow", node.Id, $"“{node.Title}”: {wrong}. Write each like {{\"full\": [-113, -92]}}, in days from the event's first, or with days such as E+2.");

    IEnumerable<Problem> OutsideTheWindow(WorkflowDefinition definition)
    {
        foreach (var (marker, members) in outlines.Stages(definition))
        {
            if (marker is null)
                continue;
            var windows = Windows(marker).ToList();
            foreach (var node in members)
            {
                foreach (var (input, day) in _inputs.Select(input => (input, node.Fixed(input))))
                {
                    if (windows is [var known, ..] && FromFirstDay(day) is { } at && windows.TrueForAll(window => at < window.Opens || (input == Due && at > window.Closes)))
                        yield return Problem.Warning("OutsideWindow", node.Id, $"“{node.Title}” names the day {day}, which lies outside the window of “{(marker.Fixed("title") is { Length: > 0 } title ? title : marker.Title)}” in every pace ({known.Opens} to {known.Closes} in the {known.Profile} one). Check that this is meant.");
                }
            }
        }
    }

    static IEnumerable<(string Profile, int Opens, int Closes)> Windows(ActivityNode marker)
    {
        var window = Literals.ObjectIn(marker.Input("window")?.Expression.Value);
        foreach (var profile in FieldReader.Profiles)
        {
            if (window?[profile] is JsonArray { Count: >= 2 } days && Counted(days[0]) is { } opens && Counted(days[1]) is { } closes)
                yield return (profile, opens, closes);
        }
    }

    static int? Counted(JsonNode? day) => day?.ToString() is { } text
        ? int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) ? days : FromFirstDay(text)
        : null;

    /// <summary>Days counted from the event's first; null for those that are counted from something else.</summary>
    static int? FromFirstDay(string text)
    {
        var match = OfTheEvent().Match(text.Trim());
        var days = match.Groups["days"].Success ? int.Parse(match.Groups["days"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : 0;
        return match.Success ? (match.Groups["anchor"].Value == "E" ? UsualLength : 0) + days : null;
    }

    [GeneratedRegex(@"^(?<anchor>T|E)(?<days>[+-]\d{1,4})?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex OfTheEvent();
}
