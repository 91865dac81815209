namespace Prisma.Workflows.Agreements.Views;

/// <summary>Reads the copy of an agreement for somebody who signed it.</summary>
public sealed class ReadSignedCopy(PrismaDbContext db)
{
    /// <summary>Null for everybody who has not signed.</summary>
    public async Task<string?> ExecuteAsync(Guid agreementId, Guid personId, CancellationToken cancellation) =>
        await db.Agreements.Include(one => one.Signatures).AsNoTracking()
            .FirstOrDefaultAsync(one => one.Id == agreementId && one.Signatures.Any(signature => signature.PersonId == personId && signature.SignedAt != null), cancellation) is { } agreement
            ? SignedCopy.Write(agreement)
            : null;
}
