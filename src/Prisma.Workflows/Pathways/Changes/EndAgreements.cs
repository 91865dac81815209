using Prisma.Workflows.Agreements;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>What was agreed with an organisation ends when it has stepped out, fallen silent or been refused; what its people agreed to, each for themselves, holds.</summary>
public sealed class EndAgreements(PassageTools tools)
{
    /// <summary>Organisations that are gone, and with whom something is still in force or being signed.</summary>
    public static IQueryable<Guid> Gone(PrismaDbContext db) =>
        (from one in db.Enrolments
         join agreement in Held(db) on one.Id equals agreement.EnrolmentId
         where one.State == EnrolmentState.Withdrawn || one.State == EnrolmentState.Lapsed || one.State == EnrolmentState.Declined
         select one.Id).Distinct();

    public async Task ExecuteAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        var enrolment = await tools.Db.Enrolments.SingleAsync(one => one.Id == enrolmentId, cancellation);
        foreach (var agreement in await Held(tools.Db).Where(one => one.EnrolmentId == enrolmentId).ToListAsync(cancellation))
        {
            agreement.State = AgreementState.Ended;
            agreement.Revision++;
            tools.Audit.Tell(enrolment.Story, AuditTrail.Prisma, $"“{agreement.Title}” ends with that.");
        }
    }

    static IQueryable<Agreement> Held(PrismaDbContext db) =>
        db.Agreements.Where(one => Agreement.WithOrganisations.Contains(one.TemplateId) && (one.State == AgreementState.Active || one.State == AgreementState.Signing));
}
