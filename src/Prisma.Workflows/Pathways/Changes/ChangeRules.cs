using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>What every change of an event asks first, and whom it concerns.</summary>
static class ChangeRules
{
    public const string GiveAReason = "Please say why in 10 to 500 characters; everybody who is told reads it.";

    /// <summary>Whoever is on the way, and whoever has come through it and holds a seat.</summary>
    public static IQueryable<Enrolment> Concerned(PrismaDbContext db, Guid eventId) =>
        db.Enrolments.Where(one => one.EventId == eventId && (one.LiveKey != null || db.Seats.Any(seat => seat.EnrolmentId == one.Id && seat.State != SeatState.Released)));

    public static bool MayBeChanged(Event theEvent, DateTimeOffset now) => theEvent.IsAlive && now <= Zones.EndOf(theEvent.EndsOn, theEvent.TimeZone);

    public static string WhyNot(Event theEvent) =>
        theEvent.IsAlive ? "This event has taken place; it can no longer be changed." : "This event was cancelled already.";

    public static bool IsReason(string reason) => reason.Trim().Length is >= 10 and <= 500;

    public static string OnlyTheLead(Event theEvent) => theEvent.Team.Find(member => member.Part == Part.Lead)?.Person is { } lead
        ? $"{lead.Name} leads this event and decides this. Please talk with them."
        : "Name a lead facilitator in the team first: the lead decides this.";
}
