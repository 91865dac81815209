namespace Prisma.Workflows.Agreements.Views;

/// <summary>Reads the copy of an agreement for somebody who signed it.</summary>
public sealed class ReadSignedCopy(PrismaDbContext db)
{
    /// <summary>Null for everybody who has not signed.</summary>
    public Task<Agreement?> ExecuteAsync(Guid agreementId, Guid personId, CancellationToken cancellation) =>
        db.Agreements.Include(one => one.Signatures).AsNoTracking()
            .FirstOrDefaultAsync(one => one.Id == agreementId && one.Signatures.Any(signature => signature.PersonId == personId && signature.SignedAt != null), cancellation);
}
