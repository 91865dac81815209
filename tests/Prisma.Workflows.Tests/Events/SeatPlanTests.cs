using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Tests.Events;

/// <summary>The order of the line, and for how long seats are kept (domain.md §13.4).</summary>
public sealed class SeatPlanTests
{
    static readonly DateOnly _firstDay = new(2027, 9, 6);

    readonly SeatPool _pool = new() { EventId = Guid.CreateVersion7(), Name = SeatPool.Participants, Capacity = 4, Taken = 3 };

    [Fact]
    public void Whoever_lost_a_seat_in_a_race_comes_first_whatever_the_readers_gave()
    {
        var better = Waiting(day: 1, mean: 4);
        var lostTheRace = Waiting(day: 2, mean: 2, lostTheRace: true);

        Assert.Equal(lostTheRace.Id, Plan(60, "", better, lostTheRace).Next()!.Id);
    }

    [Fact]
    public void Of_those_whom_nothing_else_tells_apart_whoever_waits_longest_comes_first()
    {
        var later = Waiting(day: 2);
        var earlier = Waiting(day: 1);

        Assert.Equal(earlier.Id, Plan(60, "", later, earlier).Next()!.Id);
    }

    [Theory]
    [InlineData(36, "")]
    [InlineData(35, "scribe")]
    public void Seats_that_are_kept_open_to_everybody_five_weeks_before(int daysBefore, string opened)
    {
        var plan = Plan(daysBefore, "scribe: 1, hard", Waiting(day: 1));

        Assert.Equal(opened, string.Join(", ", plan.Opened));
        Assert.Equal(opened.Length > 0, plan.Next() is not null);
    }

    /// <summary>In the last week nobody else can travel any more, whether they waited or were only now chosen.</summary>
    [Theory]
    [InlineData(8, SeatPool.Participants, false, true)]
    [InlineData(7, SeatPool.Participants, false, false)]
    [InlineData(7, SeatPool.Participants, true, true)]
    [InlineData(7, SeatPool.Partners, false, true)]
    public void Scenario_18_A_free_seat_is_for_locals_alone_in_the_last_week(int daysBefore, string pool, bool isLocal, bool canTake)
    {
        var asking = new Seat { EventId = _pool.EventId, EnrolmentId = Guid.CreateVersion7(), Pool = pool, State = SeatState.Reserved, At = default, IsLocal = isLocal };

        Assert.Equal(canTake, Plan(daysBefore, "", pool).CanTake(asking));
    }

    SeatPlan Plan(int daysBefore, string setAside, params Seat[] seats) => Plan(daysBefore, setAside, SeatPool.Participants, seats);

    SeatPlan Plan(int daysBefore, string setAside, string pool, params Seat[] seats)
    {
        var theEvent = Some.Event();
        (theEvent.StartsOn, theEvent.TimeZone, theEvent.SeatsSetAside) = (_firstDay, "Europe/Lisbon", setAside);
        return new SeatPlan(theEvent, new SeatPool { EventId = _pool.EventId, Name = pool, Capacity = _pool.Capacity, Taken = _pool.Taken }, seats, Zones.StartOf(_firstDay.AddDays(-daysBefore), theEvent.TimeZone));
    }

    Seat Waiting(int day, double mean = 3, bool lostTheRace = false) => new()
    {
        EventId = _pool.EventId,
        EnrolmentId = Guid.CreateVersion7(),
        Pool = _pool.Name,
        State = SeatState.Waitlisted,
        At = new DateTimeOffset(2027, 5, day, 12, 0, 0, TimeSpan.Zero),
        Mean = mean,
        FirstInLine = lostTheRace,
    };
}
