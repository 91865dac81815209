using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Tests.Pathways;

/// <summary>The days that the tables of domain.md §6–§11 give for each profile, reckoned from what the shipped definitions say.</summary>
public sealed class DueDaysTests
{
    const string Zone = "Europe/Lisbon";

    [Theory]
    [InlineData("event-codesign", "EV-6.2", "E+2", "E+14", "E+14", "E+14")]
    [InlineData("event-codesign", "EV-6.3", "E+2", "E+25", "E+25", "E+25")]
    [InlineData("event-codesign", "EV-6.4", "E+2", "E+28", "E+28", "E+28")]
    [InlineData("pathway-hub", "HUB-7.3", "E+1", "E+14", "E+14", "E+14")]
    [InlineData("pathway-hub", "HUB-7.5", "E+14", "E+60", "E+60", "E+45")]
    [InlineData("pathway-practice-network", "NET-5.2", "window:NET-5.open", "T-21", "T-21", "T-21")]
    [InlineData("pathway-practice-network", "NET-6.1", "E+2", "E+14", "E+14", "E+14")]
    [InlineData("pathway-partner", "PTN-5.2", "window:PTN-5.open", "T-7", "T-7", "T-7")]
    [InlineData("pathway-partner", "PTN-5.3", "E-1", "E+5", "E+5", "E+5")]
    [InlineData("pathway-partner", "PTN-6.1", "E+2", "E+14", "E+14", "E+14")]
    [InlineData("pathway-participant", "PAR-6.1", "E+2", "E+16", "E+16", "E+16")]
    [InlineData("case-study", "CAS-1.2", "E+2", "E+25", "E+25", "E+18")]
    [InlineData("case-study", "CAS-2.1", "E+2", "E+40", "E+40", "E+30")]
    [InlineData("case-study", "CAS-2.2", "E+2", "E+60", "E+60", "E+42")]
    [InlineData("case-study", "CAS-3.1", "E+2", "E+70", "E+70", "E+48")]
    [InlineData("case-study", "CAS-3.2", "E+2", "E+70", "E+70", "E+48")]
    [InlineData("case-study", "CAS-4.2", "E+2", "E+90", "E+90", "E+60")]
    public void A_step_is_due_on_the_day_its_table_gives(string pathway, string step, string from, string full, string standard, string compact)
    {
        var node = Node(pathway, step);
        foreach (var (profile, day) in new[] { (Profile.Full, full), (Profile.Standard, standard), (Profile.Compact, compact) })
        {
            var theEvent = Some.Event();
            (theEvent.Profile, theEvent.StartsOn, theEvent.EndsOn, theEvent.TimeZone) = (profile, new DateOnly(2027, 9, 6), new DateOnly(2027, 9, 19), Zone);
            var opened = Zones.StartOf(RelativeDate.DayOf(from, theEvent)!.Value, Zone).AddHours(9);

            var due = EventClock.Due(theEvent, Zone, opened, Number(node, "dueDays"), Text(node, "floor"), Number(node, "minDays"));

            Assert.Equal((profile, RelativeDate.DayOf(day, theEvent)), (profile, due.On));
        }
    }

    /// <summary>The seat goes to whoever waits on T−21, or T−14 in the short preparation, a week after the day it was asked for.</summary>
    [Theory]
    [InlineData(Profile.Full, "T-28")]
    [InlineData(Profile.Standard, "T-28")]
    [InlineData(Profile.Compact, "T-21")]
    public void PAR_4_5_leaves_a_week_until_the_seat_is_given_on(Profile profile, string day)
    {
        var theEvent = Some.Event();
        theEvent.Profile = profile;

        Assert.Equal(RelativeDate.DayOf(day, theEvent), RelativeDate.DayOf(Text(Node("pathway-participant", "PAR-4.5"), "floor"), theEvent));
    }

    /// <summary>A week's notice is what whoever gets a seat early has; beds and meals are asked for before the days, as long as three days are left for it (domain.md §5.3).</summary>
    [Theory]
    [InlineData("T-20", "T-13")]
    [InlineData("T-9", "T-2")]
    [InlineData("T-7", "T-1")]
    [InlineData("T-5", "T-1")]
    [InlineData("T-2", "T+1")]
    public void What_is_needed_before_the_event_begins_is_due_on_its_eve_at_the_latest(string from, string day)
    {
        var (theEvent, node) = (Some.Event(), Node("pathway-participant", "PAR-4.5"));
        var opened = Zones.StartOf(RelativeDate.DayOf(from, theEvent)!.Value, Zone).AddHours(9);

        var due = EventClock.Due(theEvent, Zone, opened, Number(node, "dueDays"), Text(node, "floor"), Number(node, "minDays"));

        Assert.Equal((RelativeDate.DayOf(day, theEvent), true), (due.On, due.IsTight));
    }

    internal static JsonNode Node(string pathway, string step) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "workflows", $"{pathway}.json")))!["root"]!["activities"]!.AsArray()
        .Single(node => node!["id"]!.ToString() == step)!;

    /// <summary>Three days, where nothing is said.</summary>
    static int Number(JsonNode node, string input) => int.TryParse(Text(node, input), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 3;

    internal static string Text(JsonNode node, string input) => node[input]?["expression"]?["value"]?.ToString() ?? "";
}
