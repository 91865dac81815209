using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways;

/// <summary>The seat of one enrolment and the pools of its event, loaded for a burst.</summary>
public sealed class SeatBook(Passage passage, Seat? seat, IReadOnlyList<SeatPool> pools, IReadOnlyList<Seat> seats, double mean)
{
    Seat? _seat = seat;

    /// <summary>A seat was given back: the next in line is asked after the burst.</summary>
    public bool HasReleased { get; private set; }

    /// <summary>How near to a seat somebody is who waits for one; empty for everybody else.</summary>
    public string PlaceInLine => _seat is { State: SeatState.Waitlisted } waiting && pools.FirstOrDefault(pool => pool.Name == waiting.Pool) is { } line
        ? new SeatPlan(passage.Event, line, [.. seats.Append(waiting).DistinctBy(one => one.Id)], passage.Now).PlaceOf(waiting)
        : "";

    /// <summary>"Reserved" when the place is held, "Waitlisted" when all are taken.</summary>
    public string Take(string pool, SeatState asState)
    {
        var line = pool == SeatPool.Partners ? OfPartners() : pools.FirstOrDefault(one => one.Name == pool)
            ?? throw new InvalidOperationException($"The event “{passage.Event.Name}” has no seats called “{pool}”.");
        if (_seat is { State: SeatState.Reserved or SeatState.Confirmed })
        {
            Put(pool, asState);
            return "Reserved";
        }

        var lostTheRace = asState == SeatState.Confirmed;
        var plan = new SeatPlan(passage.Event, line, seats, passage.Now);
        if (plan.CanTake(_seat ?? Asking(pool, asState)) && line.TryTake())
        {
            foreach (var who in plan.Opened)
                passage.Tell($"The seats kept for “{who}” are open to everybody now; nobody was there to fill them five weeks before.");
            Put(pool, asState);
            passage.Tell($"{passage.Name}’s seat is {(asState == SeatState.Confirmed ? "confirmed" : "held")} ({line.Taken} of {line.Capacity} taken).");
            return "Reserved";
        }

        if (pool == SeatPool.Partners)
        {
            passage.Tell($"The places for guests of partners are all taken ({line.Capacity}); {passage.Name} comes for the day.");
            return "Waitlisted";
        }

        Put(pool, SeatState.Waitlisted);
        _seat!.FirstInLine |= lostTheRace;
        passage.Tell(line.Taken < line.Capacity
            ? $"{passage.Name} is on the waiting list: the seats that are free are kept for others for now."
            : $"{passage.Name} is on the waiting list: all {line.Capacity} seats are taken.");
        return "Waitlisted";
    }

    SeatPool OfPartners()
    {
        if (pools.FirstOrDefault(one => one.Name == SeatPool.Partners) is not { } line)
        {
            line = new SeatPool { EventId = passage.Event.Id, Name = SeatPool.Partners, Capacity = 0 };
            passage.Add(line);
        }

        line.Capacity = passage.Event.PartnerPlaces;
        return line;
    }

    public string Release()
    {
        HasReleased = true;
        return "Released";
    }

    /// <summary>Whoever comes to an end while they wait is in the line no longer (domain.md §13.4).</summary>
    public void LeaveTheLine() => HasReleased |= _seat is { State: SeatState.Waitlisted };

    void Put(string pool, SeatState state)
    {
        if (_seat is null)
        {
            _seat = Asking(pool, state);
            passage.Add(_seat);
            return;
        }

        if (_seat.State != state)
        {
            _seat.State = state;
            _seat.At = passage.Now;
        }
    }

    Seat Asking(string pool, SeatState state)
    {
        var application = JsonNode.Parse(passage.AnswersOf("PAR-1.2") is { Length: > 0 } answers ? answers : "{}");
        return new Seat
        {
            EventId = passage.Event.Id,
            EnrolmentId = passage.Enrolment.Id,
            Pool = pool,
            State = state,
            At = passage.Now,
            Mean = mean,
            Track = application?["track"]?.ToString() ?? "",
            IsLocal = application?["origin"]?.ToString() == "live-here",
        };
    }

    /// <summary>Loads the book of an enrolment's instance, and lets the line move after the burst.</summary>
    internal sealed class Companion(PrismaDbContext db, DirectRows rows, PassageCompanion passages, SeatLine line) : IBurstCompanion
    {
        const string OfEnrolment = """WHERE "EnrolmentId" = @value""";
        const string OfEvent = """WHERE "EventId" = @value""";

        readonly HashSet<Guid> _eventsWithPools = [];

        public async Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation)
        {
            if (await passages.OfInstanceAsync(instanceId, cancellation) is not { } passage)
                return;
            var id = passage.Enrolment.Id;
            var seat = db.Held<Seat>().FirstOrDefault(one => one.EnrolmentId == id) ?? (await rows.FollowAsync<Seat>(OfEnrolment, id, cancellation)).FirstOrDefault();
            if (_eventsWithPools.Add(passage.Event.Id))
                await rows.FollowAsync<SeatPool>(OfEvent, passage.Event.Id, cancellation);
            SeatPool[] pools = [.. db.Held<SeatPool>().Where(pool => pool.EventId == passage.Event.Id)];

            // Only quotas ask who has the other seats, and only a line that somebody joins asks who waits; whoever has a seat asks neither.
            var others = seat is not { State: SeatState.Reserved or SeatState.Confirmed } && Array.Find(pools, pool => pool.Name == SeatPool.Participants) is { } participants && (passage.Event.SeatsSetAside.Length > 0 || participants.Taken >= participants.Capacity)
                ? await line.SeatsOfAsync(participants, cancellation)
                : [];

            // The reviews of a passage come first, with what the last reader's answer has just decided.
            context.With(new SeatBook(passage, seat, pools, others, context.Feature<ReviewBook>()?.Mean ?? 0));
        }

        public async Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation)
        {
            if (context.Feature<SeatBook>() is { HasReleased: true } book)
            {
                book.HasReleased = false;
                await line.ReleaseAsync(book.Passage, runtime, cancellation);
            }
        }
    }

    Passage Passage => passage;
}
