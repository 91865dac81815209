using System.Linq.Expressions;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Changes.Pauses;

/// <summary>When an event has lost its host, and what counts as another: before the hosting agreement was signed, a hub that is on its way (domain.md §7); after it, one that has signed (§13.6).</summary>
static class HostSought
{
    /// <summary>A hub has been screened (gate H1): from then on others build on there being a place.</summary>
    const string Screened = "hub.screened";

    const string OfHubs = "hub.";

    /// <summary>Hubs that ended after the hosting agreement was put before them for the last time, where nobody else hosts.</summary>
    public static IQueryable<Enrolment> LostAfterAgreement(PrismaDbContext db) =>
        from hub in db.Enrolments
        where hub.Pathway == Pathway.Hub && Enrolment.Gone.Contains(hub.State)
            && db.Agreements.Any(one => one.EnrolmentId == hub.Id && one.TemplateId == Agreement.Hosting && (one.ActiveAt != null || one.State == AgreementState.Expired))
            && !db.Agreements.Any(one => one.TemplateId == Agreement.Hosting && one.State == AgreementState.Active
                && db.Enrolments.Any(other => other.Id == one.EnrolmentId && other.EventId == hub.EventId && other.LiveKey != null))
        select hub;

    /// <summary>Hubs that ended before they signed, or stand beside instead, where a place was found before and no other is on its way now. Who stood beside and leaves then has nothing to take along.</summary>
    public static IQueryable<Enrolment> LostBeforeAgreement(PrismaDbContext db) =>
        from hub in db.Enrolments
        where hub.Pathway == Pathway.Hub
            && (Enrolment.Gone.Contains(hub.State)
                || (hub.LiveKey != null && db.TeamMembers.Any(member => member.EventId == hub.EventId && member.PersonId == hub.PersonId && member.Part == Part.SupportingHub)))
            && !db.EventSignals.Any(signal => signal.EventId == hub.EventId && signal.Name == SignalNames.Hosted)
            && (db.EventSignals.Any(signal => signal.EventId == hub.EventId && signal.Name == Screened)
                || db.EventChanges.Any(change => change.EventId == hub.EventId && change.Kind == ChangeKind.Pause))
            && !db.Enrolments.Where(IsOnItsWay(db)).Any(other => other.EventId == hub.EventId)
        select hub;

    /// <summary>Nothing rests because of that hub yet. Who stands beside has no day of its own for that, and counts from its stage.</summary>
    public static Expression<Func<Enrolment, bool>> IsNew(PrismaDbContext db) => hub =>
        !db.EventChanges.Any(change => change.EventId == hub.EventId && change.Kind == ChangeKind.Pause
            && (change.ProposedAt >= (hub.EndedAt ?? hub.StageEnteredAt) || change.State == ChangeState.Proposed || change.State == ChangeState.UnderWay));

    /// <summary>Whether another hub has to sign before the event goes on.</summary>
    public static Task<bool> BySignatureAsync(PrismaDbContext db, Guid eventId, CancellationToken cancellation) =>
        db.Agreements.AnyAsync(one => one.TemplateId == Agreement.Hosting && (one.State == AgreementState.Active || one.State == AgreementState.Ended || one.State == AgreementState.Expired)
            && db.Enrolments.Any(hub => hub.Id == one.EnrolmentId && hub.EventId == eventId), cancellation);

    /// <summary>“A hub that …” and by then the event goes on.</summary>
    public static string InWords(bool bySignature) => bySignature ? "signs the hosting agreement" : "begins its way";

    /// <summary>Whether what the event waits for is there.</summary>
    public static async Task<bool> IsFoundAsync(PrismaDbContext db, Guid eventId, CancellationToken cancellation) =>
        await db.EventSignals.AnyAsync(signal => signal.EventId == eventId && signal.Name == SignalNames.Hosted, cancellation)
        || (!await BySignatureAsync(db, eventId, cancellation) && await db.Enrolments.Where(IsOnItsWay(db)).AnyAsync(hub => hub.EventId == eventId, cancellation));

    /// <summary>Whatever hubs had reached has to be reached again by the next.</summary>
    public static bool IsOfHubs(EventSignal signal) => signal.Name.StartsWith(OfHubs, StringComparison.Ordinal);

    /// <summary>It has answered the invitation or written by itself, and does not stand beside one that hosts.</summary>
    static Expression<Func<Enrolment, bool>> IsOnItsWay(PrismaDbContext db) => hub =>
        hub.Pathway == Pathway.Hub && hub.LiveKey != null && hub.StageKey != ""
        && !db.TeamMembers.Any(member => member.EventId == hub.EventId && member.PersonId == hub.PersonId && member.Part == Part.SupportingHub);
}
