using Prisma.Workflows.Agreements;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>What was agreed with an organisation ends after its days of notice once it has stepped out, fallen silent or been refused, and what is still being signed at once; what its people agreed to, each for themselves, holds.</summary>
public sealed class EndAgreements(PassageTools tools)
{
    /// <summary>Organisations that are gone, and with whom something was agreed that is over by then.</summary>
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

    static IQueryable<Agreement> Over(PrismaDbContext db, DateTimeOffset now)
    {
        var (hubs, all) = (now.AddDays(-Agreement.HubsNotice), now.AddDays(-Agreement.Notice));
        return from agreement in Left(db)
               join one in db.Enrolments on agreement.EnrolmentId equals one.Id
               where agreement.State == AgreementState.Signing
                   || (agreement.State == AgreementState.Active && one.EndedAt <= all && (one.EndedAt <= hubs || one.Pathway != Pathway.Hub))
               select agreement;
    }

    /// <summary>All that was ever agreed with organisations that are gone.</summary>
    static IQueryable<Agreement> Left(PrismaDbContext db) =>
        db.Agreements.Where(agreement => Agreement.WithOrganisations.Contains(agreement.TemplateId) && db.Enrolments.Any(one => one.Id == agreement.EnrolmentId && Enrolment.Gone.Contains(one.State)));
}
