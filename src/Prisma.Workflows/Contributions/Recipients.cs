using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Contributions;

/// <summary>
/// Who received what was given to an event, by the pathway it was given on: those who came received the hosting, the hub what people and partners gave, and
/// both what a practice network gave.
/// </summary>
static class Recipients
{
    /// <summary>Whether somebody has a confirmed seat at that event.</summary>
    public static Task<bool> HasSeatAsync(PrismaDbContext db, Guid eventId, Guid? personId, CancellationToken cancellation) => db.Seats.AnyAsync(
        seat => seat.EventId == eventId && seat.Pool == SeatPool.Participants && seat.State == SeatState.Confirmed && db.Enrolments.Any(one => one.Id == seat.EnrolmentId && one.PersonId == personId),
        cancellation);

    public static bool Include(string pathway, bool isOfTheHub, bool hasSeat) => pathway switch
    {
        Pathway.Hub => hasSeat,
        Pathway.Network => hasSeat || isOfTheHub,
        _ => isOfTheHub,
    };
}
