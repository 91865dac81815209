namespace Prisma.Workflows.Agreements.Views;

/// <summary>Reads the agreement of a signing step for its actor.</summary>
public sealed class ReadAgreement(PrismaDbContext db)
{
    /// <summary>Null when it is not this person's turn.</summary>
    public async Task<AgreementToSign?> ExecuteAsync(Guid agreementId, Guid personId, CancellationToken cancellation)
    {
        var agreement = await Agreement.Whole(db).AsNoTracking().FirstOrDefaultAsync(one => one.Id == agreementId, cancellation);
        var turn = agreement?.Turn();
        return turn?.PersonId == personId ? new AgreementToSign(agreement!, turn) { Before = await BeforeAsync(agreement!, cancellation) } : null;
    }

    Task<Agreement?> BeforeAsync(Agreement agreement, CancellationToken cancellation) =>
        db.Agreements.AsNoTracking().Where(one => one.EnrolmentId == agreement.EnrolmentId && one.StepKey == agreement.StepKey && one.Round < agreement.Round && (one.State == AgreementState.Active || one.State == AgreementState.Ended))
            .OrderByDescending(one => one.Round).FirstOrDefaultAsync(cancellation);
}
