using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Prisma.Workflows.Engine.Definitions.Reading;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Events.Planning;

namespace Prisma.Workflows.Bundles;

/// <summary>How an event is set up, as a member of its bundle: its days, seats and pace, and nobody's name.</summary>
static class EventMember
{
    static readonly JsonSerializerOptions Json = new(EventBundle.Json) { Converters = { new JsonStringEnumConverter() }, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public static EventDetails Of(Event one) => new(one.Name, one.Slug, one.Place, one.Summary, one.StartsOn, one.EndsOn, one.TimeZone, one.Capacity, one.Profile, one.StagesFollowPlan)
    {
        SeatsSetAside = one.SeatsSetAside,
        PlacesForPartners = one.PlacesForPartners,
    };

    public static byte[] Write(Event one) => JsonSerializer.SerializeToUtf8Bytes(Of(one), Json);

    /// <exception cref="InvalidDataException">It says nothing that can be read.</exception>
    public static EventDetails Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<EventDetails>(json, Json) ?? throw new InvalidDataException($"{BundleMember.Event} is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{BundleMember.Event} cannot be read: {JsonFault.In(Encoding.UTF8.GetString(json), exception)}", exception);
        }
    }

    /// <summary>What would be different, each in a sentence.</summary>
    public static IEnumerable<string> Differences(EventDetails here, EventDetails there) =>
        from pair in Facts(here).Zip(Facts(there))
        where pair.First.Value != pair.Second.Value
        select $"{pair.First.Label}: “{pair.First.Value}” becomes “{pair.Second.Value}”.";

    public static string Day(DateOnly? day) => day is { } known ? DayWords.Say(known) : "";

    static IEnumerable<(string Label, string Value)> Facts(EventDetails one) =>
    [
        ("Name", one.Name),
        ("Place", one.Place),
        ("In one or two sentences", one.Summary),
        ("First day", Day(one.StartsOn)),
        ("Last day", Day(one.EndsOn)),
        ("Time zone", one.TimeZone),
        ("Seats", $"{one.Capacity}"),
        ("Seats set aside", one.SeatsSetAside.ReplaceLineEndings("; ")),
        ("Guests of partners", one.PlacesForPartners is { } places ? $"{places}" : ""),
        ("Time it gives itself", one.Profile is { } profile ? ProfileNames.Of(profile) : ""),
        ("Stages open on the planned dates", one.StagesFollowPlan ? "yes" : "no"),
    ];
}
