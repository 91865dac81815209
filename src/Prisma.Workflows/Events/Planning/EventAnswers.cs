using System.Globalization;
using System.Text.Json.Nodes;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Events.Planning;

/// <summary>What an event has said of itself already stands in the forms that ask for it again, and what is answered there is said of the event.</summary>
static class EventAnswers
{
    static readonly HashSet<string> _asking = new(StringComparer.Ordinal) { "F-20a", "F-20" };

    public static bool AreAskedBy(string form) => _asking.Contains(form);

    /// <summary>As JSON; empty where the form asks for something else.</summary>
    public static string Of(Event theEvent, string form) => !AreAskedBy(form) ? "" : new JsonObject
    {
        ["name"] = theEvent.Name,
        ["slug"] = theEvent.Slug,
        ["place"] = theEvent.Place,
        ["profile"] = theEvent.Profile.ToString().ToLowerInvariant(),
        ["days"] = new JsonObject { ["from"] = Day(theEvent.StartsOn), ["to"] = Day(theEvent.EndsOn) },
        ["zone"] = theEvent.TimeZone,
        ["capacity"] = theEvent.Capacity,
        ["call_closes"] = Day(theEvent.CallClosesOn ?? EventClock.WindowOf("PAR-1", theEvent)!.ClosesOn),
    }.ToJsonString();

    /// <summary>What the form does not ask for stays.</summary>
    public static EventDetails Into(EventDetails known, JsonObject answers) => known with
    {
        Name = Text(answers["name"]) ?? known.Name,
        Slug = Text(answers["slug"]) ?? known.Slug,
        Place = Text(answers["place"]) ?? known.Place,
        Profile = Enum.TryParse<Profile>(Text(answers["profile"]), ignoreCase: true, out var profile) ? profile : known.Profile,
        StartsOn = DayOf(answers["days"]?["from"]) ?? known.StartsOn,
        EndsOn = DayOf(answers["days"]?["to"]) ?? known.EndsOn,
        TimeZone = Text(answers["zone"]) ?? known.TimeZone,
        Capacity = int.TryParse(Text(answers["capacity"]), NumberStyles.None, CultureInfo.InvariantCulture, out var seats) ? seats : known.Capacity,
    };

    static string? Text(JsonNode? answer) => answer?.ToString() is { Length: > 0 } text ? text : null;

    static DateOnly? DayOf(JsonNode? answer) =>
        DateOnly.TryParseExact(answer?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
