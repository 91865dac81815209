using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Events.Planning;

/// <summary>What somebody says about an event when they create or edit it; empty where they said nothing.</summary>
public sealed record EventDetails(
    string Name,
    string Slug,
    string Place,
    string Summary,
    DateOnly? StartsOn,
    DateOnly? EndsOn,
    string TimeZone,
    int? Capacity,
    Profile? Profile,
    bool StagesFollowPlan)
{
    /// <summary>One quota a line.</summary>
    public string SeatsSetAside { get; init; } = "";

    /// <summary>Places for guests of partners; null for a tenth of the seats.</summary>
    public int? PlacesForPartners { get; init; }

    /// <summary>The last day of the call; null where nothing is said of it.</summary>
    public DateOnly? CallClosesOn { get; init; }

    /// <summary>The id it gets when it is created, named by the form: a form sent twice makes one event. Null for a new one.</summary>
    public Guid? Key { get; init; }

    public static EventDetails Of(Event theEvent) => new(
        theEvent.Name, theEvent.Slug, theEvent.Place, theEvent.Summary, theEvent.StartsOn, theEvent.EndsOn, theEvent.TimeZone, theEvent.Capacity, theEvent.Profile, theEvent.StagesFollowPlan)
    { SeatsSetAside = theEvent.SeatsSetAside, PlacesForPartners = theEvent.PlacesForPartners, CallClosesOn = theEvent.CallClosesOn };

    public const int LongestDays = 30;

    public const int FurthestYears = 5;

    public const int FewestSeats = 6;

    public const int MostSeats = 300;

    public const int MostPartnerPlaces = 30;

    /// <summary>Problems by field (domain.md §15, F-20); whether the address is free is the database's to say.</summary>
    internal Problems Check(DateTimeOffset now)
    {
        var problems = new Problems();
        problems.Require(IsLine(Name), "name", "Please give a name of up to 120 characters.");
        problems.Require(Slug != PublicAddress.OfNone, "slug", "At this address events are created, so none can have it. Please choose another.");
        problems.Require(PublicAddress.IsOne(Slug), "slug", "The address may hold small letters a–z, numbers and single hyphens, up to 60 characters.");
        problems.Require(IsLine(Place), "place", "Please say where it is, in up to 120 characters.");
        problems.Require(Summary.Trim().Length <= 600, "summary", "One or two sentences are enough: up to 600 characters.");
        problems.Require(Zones.IsKnown(TimeZone), "timeZone", "Please give a time zone such as Europe/Lisbon.");
        problems.Require(Capacity is >= FewestSeats and <= MostSeats, "capacity", "An event has between 6 and 300 seats.");
        problems.Require(PlacesForPartners is null or (>= 0 and <= MostPartnerPlaces), "partnerPlaces", "Between 0 and 30 guests of partners can be kept a place.");
        problems.Require(Profile is not null, "profile", "Please choose how much time the event gives itself.");
        var quotas = Quota.Read(SeatsSetAside, out var unread);
        problems.Require(unread is null, "setAside", $"“{unread}” is not understood. Write for example “scribe: 2, hard” or “local: 50%”.");
        problems.Require(quotas.All(quota => quota.Least(Capacity ?? MostSeats) <= (Capacity ?? MostSeats)), "setAside", "More seats are set aside for some than there are.");
        CheckDays(problems, now);
        return problems;
    }

    void CheckDays(Problems problems, DateTimeOffset now)
    {
        problems.Require(StartsOn is not null, "startsOn", "Please give the first day.");
        problems.Require(EndsOn is not null, "endsOn", "Please give the last day.");
        if (StartsOn is not { } first || EndsOn is not { } last)
            return;
        CheckDays(first, last, Zones.DayOf(now, TimeZone), problems);
    }

    /// <summary>What holds for the days of every event.</summary>
    internal static void CheckDays(DateOnly first, DateOnly last, DateOnly today, Problems problems)
    {
        problems.Require(first > today, "startsOn", "The first day must be after today.");
        problems.Require(first <= today.AddYears(FurthestYears), "startsOn", "An event begins within five years. Is the year right?");
        problems.Require(last >= first, "endsOn", "The last day cannot be before the first.");
        problems.Require(last.DayNumber - first.DayNumber < LongestDays, "endsOn", "An event lasts 30 days at most.");
    }

    static bool IsLine(string text) => text.Trim().Length > 0 && text.Trim().Length <= 120 && !text.Trim().Any(char.IsControl);
}
