using Prisma.Workflows.Agreements;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>What has days of notice (domain.md §17) ends after them once whoever it was agreed with has stepped out, fallen silent or been refused, and what is still being signed at once; what an organisation's people agreed to, each for themselves, holds.</summary>
public sealed class EndAgreements(PassageTools tools)
{
    /// <summary>Enrolments that are gone, with which something was agreed that is over by then.</summary>
    public static IQueryable<Guid> Gone(PrismaDbContext db, DateTimeOffset now) => Over(db, now).Select(one => one.EnrolmentId).Distinct();

    /// <summary>What is in force and does not end by itself.</summary>
    public static IQueryable<Agreement> GoingOn(PrismaDbContext db) =>
        db.Agreements.Where(one => one.State == AgreementState.Active && !Left(db).Any(left => left.Id == one.Id));

    public async Task ExecuteAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        var enrolment = await tools.Db.Enrolments.SingleAsync(one => one.Id == enrolmentId, cancellation);
        foreach (var agreement in await Over(tools.Db, tools.Time.GetUtcNow()).Where(one => one.EnrolmentId == enrolmentId).ToListAsync(cancellation))
        {
            tools.Audit.Tell(enrolment.Story, AuditTrail.Prisma, $"“{agreement.Title}” {(agreement.State == AgreementState.Active ? "has ended; its days of notice are over" : "ends with that")}.");
            agreement.State = AgreementState.Ended;
            agreement.Revision++;
        }
    }

    static IQueryable<Agreement> Over(PrismaDbContext db, DateTimeOffset now) =>
        from agreement in Left(db)
        join one in db.Enrolments on agreement.EnrolmentId equals one.Id
        where agreement.State == AgreementState.Signing || (agreement.State == AgreementState.Active && one.NoticeEndsAt <= now)
        select agreement;

    /// <summary>All with days of notice that was ever agreed with somebody who is gone.</summary>
    static IQueryable<Agreement> Left(PrismaDbContext db) =>
        db.Agreements.Where(agreement => agreement.NoticeDays > 0 && db.Enrolments.Any(one => one.Id == agreement.EnrolmentId && Enrolment.Gone.Contains(one.State)));
}
