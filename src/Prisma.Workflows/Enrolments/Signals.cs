using Prisma.Workflows.Engine.Bookmarks;

namespace Prisma.Workflows.Enrolments;

/// <summary>How a signal of an event or of one enrolment finds those who wait for it.</summary>
public static class Signals
{
    public const string Name = "Prisma.Signal";

    /// <summary>Names the enrolment whose turn it is for a seat.</summary>
    public const string SeatOffered = "seat.offered";

    /// <summary>Between two stages of one enrolment, where it may be moved to another version of its pathway.</summary>
    public const string BetweenStages = "stage.between";

    public static Stimulus Stimulus(PendingSignal signal) =>
        new(Name, new JsonObject { ["Scope"] = (signal.EnrolmentId ?? signal.EventId).ToString("N"), ["Signal"] = signal.Name });
}
