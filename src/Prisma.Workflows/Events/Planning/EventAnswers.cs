using System.Globalization;
using System.Text.Json.Nodes;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Events.Planning;

/// <summary>What an event has said of itself already stands in the forms that ask for it again.</summary>
static class EventAnswers
{
    static readonly HashSet<string> _asking = new(StringComparer.Ordinal) { "F-20a", "F-20" };

    /// <summary>As JSON; empty where the form asks for something else.</summary>
    public static string Of(Event theEvent, string form) => !_asking.Contains(form) ? "" : new JsonObject
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

    static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
