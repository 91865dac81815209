namespace Prisma.Workflows.Events;

/// <summary>Where a seat stands between offer and intensive.</summary>
public enum SeatState
{
    Waitlisted,
    Reserved,
    Confirmed,
    Released,
}
