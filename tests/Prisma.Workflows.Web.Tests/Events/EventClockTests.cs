using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Web.Tests.Events;

public sealed class EventClockTests
{
    /// <summary>The worked calendar of the field: T = Monday 2027-09-06, E = 2027-09-15, standard.</summary>
    static readonly Event _vale = Make("2027-09-06", "2027-09-15", Profile.Standard);

    [Theory]
    [InlineData("EV-1", "2027-03-10", "2027-04-23")]
    [InlineData("HUB-1", "2027-03-10", "2027-04-01")]
    [InlineData("HUB-2", "2027-04-02", "2027-04-23")]
    [InlineData("HUB-3", "2027-04-24", "2027-05-15")]
    [InlineData("PAR-1", "2027-05-16", "2027-06-06")]
    [InlineData("EV-3", "2027-06-18", "2027-07-25")]
    [InlineData("PAR-2", "2027-06-07", "2027-06-23")]
    [InlineData("PAR-3", "2027-06-24", "2027-07-25")]
    [InlineData("EV-4", "2027-07-26", "2027-09-02")]
    [InlineData("HUB-6", "2027-07-26", "2027-09-02")]
    [InlineData("EV-5", "2027-09-03", "2027-09-16")]
    [InlineData("EV-6", "2027-09-17", "2027-10-30")]
    [InlineData("EV-7", "2027-10-15", "2027-12-14")]
    public void The_worked_calendar_has_these_windows(string stage, string opens, string closes)
    {
        var window = EventClock.WindowOf(stage, _vale)!;

        Assert.Equal((Day(opens), Day(closes)), (window.OpensOn, window.ClosesOn));
    }

    [Theory]
    [InlineData("2027-03-10", 10, "", "2027-03-18")]
    [InlineData("2027-05-16", 14, "call-close", "2027-05-27")]
    [InlineData("2027-06-07", 10, "", "2027-06-15")]
    [InlineData("2027-06-07", 15, "", "2027-06-19")]
    [InlineData("2027-07-26", 60, "T-28", "2027-08-09")]
    public void The_worked_calendar_has_these_due_days(string opened, int n, string floor, string due)
    {
        var vale = Make("2027-09-06", "2027-09-15", Profile.Standard);
        vale.CallClosesOn = Day("2027-06-06");

        Assert.Equal(Day(due), EventClock.Due(vale, "Europe/Lisbon", At($"{opened}T10:00Z"), n, floor).On);
    }

    [Theory]
    [InlineData(Profile.Full, 240, 150, 14)]
    [InlineData(Profile.Standard, 180, 113, 11)]
    [InlineData(Profile.Compact, 120, 75, 7)]
    public void Each_profile_has_its_lead_its_call_and_its_pace(Profile profile, int lead, int call, int fourteenDays)
    {
        Assert.Equal(lead, EventClock.LeadDays(profile));
        Assert.Equal(call, EventClock.CallLeadDays(profile));
        Assert.Equal(fourteenDays, EventClock.Scale(14, profile));
    }

    [Fact]
    public void Every_stage_of_every_profile_closes_after_it_opens_and_the_first_ones_open_with_the_lead()
    {
        foreach (var profile in Enum.GetValues<Profile>())
        {
            var one = Make("2027-09-06", "2027-09-19", profile);
            var windows = EventClock.Windows(one);

            Assert.Equal(32, windows.Count);
            Assert.All(windows, window => Assert.True(window.ClosesOn >= window.OpensOn, window.Stage));
            Assert.Equal(one.StartsOn.AddDays(-EventClock.LeadDays(profile)), windows.Min(window => window.OpensOn));
        }
    }

    [Theory]
    [InlineData(Profile.Full, 151)]
    [InlineData(Profile.Standard, 114)]
    [InlineData(Profile.Compact, 76)]
    public void The_stages_of_participants_follow_each_other_without_a_gap(Profile profile, int daysBefore)
    {
        var windows = EventClock.Windows(Make("2027-09-06", "2027-09-15", profile), "PAR");

        Assert.Equal(6, windows.Count);
        Assert.Equal(Day("2027-09-06").AddDays(1 - daysBefore), windows[0].OpensOn);
        for (var index = 1; index < windows.Count; index++)
        {
            Assert.Equal(windows[index - 1].ClosesOn.AddDays(1), windows[index].OpensOn);
        }
    }

    [Fact]
    public void Scenario_31_A_compact_event_still_gives_three_days()
    {
        var due = EventClock.Due(Make("2027-09-06", "2027-09-15", Profile.Compact), "UTC", At("2027-06-01T08:00Z"), 4);

        Assert.Equal((Day("2027-06-04"), false), (due.On, due.IsTight));
    }

    [Fact]
    public void Scenario_31_The_compact_pace_halves_every_number_of_days_and_stops_at_three()
    {
        var of = Make("2027-09-06", "2027-09-15", Profile.Compact);

        Assert.All(Enumerable.Range(1, 120), days => Assert.Equal(Day("2027-03-01").AddDays(Math.Max(3, (days + 1) / 2)), EventClock.Due(of, "UTC", At("2027-03-01T08:00Z"), days).On));
    }

    [Fact]
    public void Scenario_31_Three_days_go_over_the_latest_useful_day_and_are_called_tight()
    {
        var due = EventClock.Due(Make("2027-09-06", "2027-09-15", Profile.Compact), "UTC", At("2027-08-08T08:00Z"), 30, "T-28");

        Assert.Equal((Day("2027-08-11"), true), (due.On, due.IsTight));
    }

    [Fact]
    public void The_latest_useful_day_itself_is_not_tight()
    {
        var due = EventClock.Due(_vale, "UTC", At("2027-08-06T08:00Z"), 30, "T-28");

        Assert.Equal((Day("2027-08-09"), false), (due.On, due.IsTight));
    }

    [Fact]
    public void A_step_may_ask_for_more_notice()
    {
        Assert.Equal(Day("2027-06-11"), EventClock.Due(_vale, "UTC", At("2027-06-07T08:00Z"), 1, minDays: 4).On);
    }

    [Fact]
    public void Reckoned_again_later_the_notice_counts_from_then()
    {
        Assert.Equal(Day("2027-06-23"), EventClock.Due(_vale, "UTC", At("2027-06-07T08:00Z"), 4, now: At("2027-06-20T08:00Z")).On);
    }

    [Fact]
    public void A_floor_that_is_not_known_yet_holds_nothing_back()
    {
        var due = EventClock.Due(Make("2027-09-06", "2027-09-15", Profile.Standard), "UTC", At("2027-05-16T08:00Z"), 14, "call-close");

        Assert.Equal((Day("2027-05-27"), false), (due.On, due.IsTight));
    }

    [Theory]
    [InlineData("Europe/Lisbon", "2027-06-18T22:59:00Z")]
    [InlineData("America/Lima", "2027-06-19T04:59:00Z")]
    [InlineData("Pacific/Auckland", "2027-06-19T11:59:00Z")]
    public void A_deadline_ends_at_23_59_where_the_person_lives(string zone, string instant)
    {
        // Opened at noon in Lisbon: in Auckland it is the next day already.
        Assert.Equal(At(instant), EventClock.Due(_vale, zone, At("2027-06-07T12:30Z"), 14).At);
    }

    [Fact]
    public void Days_are_counted_on_the_calendar_over_a_change_of_clocks()
    {
        var due = EventClock.Due(_vale, "Europe/Lisbon", At("2027-03-25T10:00Z"), 10);

        Assert.Equal((Day("2027-04-02"), At("2027-04-02T22:59Z")), (due.On, due.At));
    }

    [Fact]
    public void A_midnight_that_the_clocks_jump_over_is_the_first_moment_of_the_day()
    {
        // In Beirut the clocks go from 00:00 to 01:00 on the last Sunday of March.
        Assert.Equal(At("2027-03-27T22:00Z"), Zones.StartOf(Day("2027-03-28"), "Asia/Beirut"));
    }

    [Theory]
    [InlineData("2027-06-06T22:59:00Z", CallState.Open)]
    [InlineData("2027-06-06T22:59:01Z", CallState.Closed)]
    public void A_call_closes_at_the_end_of_its_last_day_in_the_place(string now, CallState expected)
    {
        var vale = Make("2027-09-06", "2027-09-15", Profile.Standard);
        Assert.Equal(CallState.NotOpened, EventClock.CallAt(vale, At(now)));
        (vale.CallOpenedAt, vale.CallClosesOn) = (At("2027-05-16T09:00Z"), Day("2027-06-06"));

        Assert.Equal(expected, EventClock.CallAt(vale, At(now)));
    }

    internal static Event Make(string first, string last, Profile profile) => new()
    {
        Name = "Waters of the Vale",
        Slug = "vale-of-orrin",
        Place = "Vale of Orrin",
        StartsOn = Day(first),
        EndsOn = Day(last),
        TimeZone = "Europe/Lisbon",
        Capacity = 40,
        Profile = profile,
    };

    internal static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    internal static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
