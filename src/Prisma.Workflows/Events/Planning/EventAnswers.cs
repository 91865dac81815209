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
        ["days"] = new JsonObject { ["from"] = WrittenDay.Write(theEvent.StartsOn), ["to"] = WrittenDay.Write(theEvent.EndsOn) },
        ["zone"] = theEvent.TimeZone,
        ["capacity"] = theEvent.Capacity,
        ["partner_pool"] = theEvent.PartnerPlaces,
        ["call_closes"] = WrittenDay.Write(theEvent.CallClosesOn ?? EventClock.WindowOf("PAR-1", theEvent)!.ClosesOn),
        ["quotas"] = new JsonArray([.. Quota.Read(theEvent.SeatsSetAside, out _).Select(quota => Row(quota, theEvent.Capacity))]),
    }.ToJsonString();

    /// <summary>What the form does not ask for stays, and so does what was left as it was shown.</summary>
    public static EventDetails Into(Event theEvent, JsonObject answers)
    {
        var known = EventDetails.Of(theEvent);
        var shown = JsonNode.Parse(Of(theEvent, "F-20"))!;
        return known with
        {
            Name = Text(answers["name"]) ?? known.Name,
            Slug = Text(answers["slug"]) ?? known.Slug,
            Place = Text(answers["place"]) ?? known.Place,
            Profile = Enum.TryParse<Profile>(Text(answers["profile"]), ignoreCase: true, out var profile) ? profile : known.Profile,
            StartsOn = DayOf(answers["days"]?["from"]) ?? known.StartsOn,
            EndsOn = DayOf(answers["days"]?["to"]) ?? known.EndsOn,
            TimeZone = Text(answers["zone"]) ?? known.TimeZone,
            Capacity = Number(answers["capacity"]) ?? known.Capacity,
            PlacesForPartners = Number(answers["partner_pool"]) is { } places && places != theEvent.PartnerPlaces ? places : known.PlacesForPartners,
            SeatsSetAside = !answers.ContainsKey("capacity") || Lines(answers["quotas"]) == Lines(shown["quotas"]) ? known.SeatsSetAside : Lines(answers["quotas"]),
            CallClosesOn = DayOf(answers["call_closes"]) is { } closes && closes != DayOf(shown["call_closes"]) ? closes : known.CallClosesOn,
        };
    }

    /// <summary>The form counts in percent; a number of seats becomes the least share that keeps as many.</summary>
    static JsonObject Row(Quota quota, int capacity)
    {
        var share = quota.IsShare ? quota.Number : 100 * quota.Number / capacity;
        var row = new JsonObject { ["who"] = quota.Who, ["floor"] = (quota with { Number = share, IsShare = true }).Least(capacity) < quota.Least(capacity) ? share + 1 : share };
        if (quota.Most is { } most)
            row["ceiling"] = quota.IsShare ? most : 100 * most / capacity;
        if (quota.IsHard)
            row["hard"] = true;
        return row;
    }

    static string Lines(JsonNode? rows) => string.Join('\n', (rows as JsonArray ?? [])
        .Select(row => new Quota(Text(row?["who"]) ?? "", int.Parse(Text(row?["floor"]) ?? "0", CultureInfo.InvariantCulture), IsShare: true, row?["hard"]?.GetValue<bool>() == true)
        {
            Most = Text(row?["ceiling"]) is { } most ? int.Parse(most, CultureInfo.InvariantCulture) : null,
        })
        .Where(quota => quota.Number > 0 || quota.Most is not null));

    static string? Text(JsonNode? answer) => answer?.ToString() is { Length: > 0 } text ? text : null;

    static int? Number(JsonNode? answer) => int.TryParse(Text(answer), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static DateOnly? DayOf(JsonNode? answer) => WrittenDay.Read(answer?.ToString());
}
