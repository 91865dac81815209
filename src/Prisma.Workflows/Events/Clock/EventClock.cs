namespace Prisma.Workflows.Events.Clock;

/// <summary>What follows from an event's days and profile: windows of stages and due dates (domain.md §5.2 and §5.3). Pure: it asks no clock.</summary>
public static class EventClock
{
    /// <summary>Nobody is asked for something in less time than this, in days.</summary>
    public const int ShortestNotice = 3;

    /// <summary>How many days before the intensive the first stage opens.</summary>
    public static int LeadDays(Profile profile) => profile switch
    {
        Profile.Full => 240,
        Profile.Standard => 180,
        Profile.Compact => 120,
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "This profile has no lead time."),
    };

    /// <summary>k: what the tables' days, written for the full profile, are multiplied by.</summary>
    public static decimal Pace(Profile profile) => profile switch
    {
        Profile.Full => 1.0m,
        Profile.Standard => 0.75m,
        Profile.Compact => 0.5m,
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "This profile has no pace."),
    };

    /// <summary>n days of the tables as days of this profile, rounded up.</summary>
    public static int Scale(int days, Profile profile) => (int)Math.Ceiling(days * Pace(profile));

    /// <summary>Every stage of every pathway, in the order of the tables.</summary>
    public static IReadOnlyList<StageWindow> Windows(Event of) => Windows(of, of.StartsOn, of.EndsOn);

    /// <summary>The same, were the intensive on other days.</summary>
    public static IReadOnlyList<StageWindow> Windows(Event of, DateOnly first, DateOnly last) => [.. StageTable.All.Select(row => WindowOf(row, of, first, last))];

    /// <summary>The stages of one pathway by its prefix: "EV", "HUB", "NET", "PTN" or "PAR".</summary>
    public static IReadOnlyList<StageWindow> Windows(Event of, string pathway) =>
        [.. StageTable.All.Where(row => row.Stage.StartsWith(pathway + "-", StringComparison.Ordinal)).Select(row => WindowOf(row, of))];

    /// <summary>Null for a stage the tables do not know.</summary>
    public static StageWindow? WindowOf(string stage, Event of) => StageTable.Find(stage) is { } row ? WindowOf(row, of) : null;

    /// <summary>How many days before the intensive the call for participants opens by plan.</summary>
    public static int CallLeadDays(Profile profile) => -StageTable.Find("PAR-1")!.Windows[(int)profile].Opens.Days;

    /// <summary>A call is open from its opening to 23:59 of its last day where the event is; that of a cancelled event is closed.</summary>
    public static CallState CallAt(Event of, DateTimeOffset now) => of.CallOpenedAt is null
        ? CallState.NotOpened
        : !of.IsAlive || now > Zones.EndOf(of.CallClosesOn ?? of.StartsOn, of.TimeZone) ? CallState.Closed : CallState.Open;

    /// <summary>It is to come or takes place: it was not cancelled, and its last day is not over where it is.</summary>
    public static bool IsStillOn(Event of, DateTimeOffset now) => of.IsAlive && now <= Zones.EndOf(of.EndsOn, of.TimeZone);

    /// <summary>Its days are over, and nobody has said that it goes or went ahead: whoever is on the way waits for that. Needs the signals loaded.</summary>
    public static bool IsUnsaid(Event of, DateTimeOffset now) => of is { IsAlive: true, IsSaidToGo: false } && !IsStillOn(of, now);

    /// <summary>It takes place now: its first day has come where it is, and its last is not over.</summary>
    public static bool IsUnderWay(Event of, DateTimeOffset now) => IsStillOn(of, now) && Zones.DayOf(now, of.TimeZone) >= of.StartsOn;

    /// <summary>
    /// Until when a step is due: n days of the tables from the day it opened, not after its latest useful day (such as "T-28" or "call-close"),
    /// but never with less notice than <paramref name="minDays"/>; a longer one than three days ends on the eve of the event, where the step is needed by then. It ends at 23:59 where the person lives.
    /// <paramref name="now"/> is when it is reckoned, if later than the opening: an extension, or a new date of the event.
    /// </summary>
    public static DueDate Due(Event of, string zone, DateTimeOffset openedAt, int n, string floor = "", int minDays = ShortestNotice, DateTimeOffset? now = null)
    {
        var day = Zones.DayOf(openedAt, zone).AddDays(Scale(n, of.Profile));
        var latest = RelativeDate.DayOf(floor, of);
        day = latest is { } floorDay && floorDay < day ? floorDay : day;
        var today = Zones.DayOf(now ?? openedAt, zone);
        var notice = latest < of.StartsOn ? Math.Clamp(of.StartsOn.DayNumber - 1 - today.DayNumber, Math.Min(minDays, ShortestNotice), minDays) : minDays;
        var earliest = today.AddDays(notice);
        day = day < earliest ? earliest : day;
        return new DueDate(day, Zones.EndOf(day, zone), day > latest);
    }

    static StageWindow WindowOf(StageTable.Row row, Event of) => WindowOf(row, of, of.StartsOn, of.EndsOn);

    static StageWindow WindowOf(StageTable.Row row, Event of, DateOnly startsOn, DateOnly endsOn)
    {
        var (opens, closes) = row.Windows[(int)of.Profile];
        var (first, last) = (opens.On(startsOn, endsOn), closes.On(startsOn, endsOn));
        return new StageWindow(row.Stage, row.Title, first, last, Zones.StartOf(first, of.TimeZone));
    }
}
