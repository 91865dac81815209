namespace Prisma.Workflows.Agreements.Views;

/// <summary>An agreement before the party whose turn it is.</summary>
/// <param name="Agreement">The text, its hash, and those who signed before.</param>
/// <param name="Turn">The place of the reader in the order of signing.</param>
public sealed record AgreementToSign(Agreement Agreement, Signature Turn)
{
    public IReadOnlyList<Signature> SignedBefore => [.. Agreement.Signatures.Where(one => one.SignedAt is not null).OrderBy(one => one.Order)];

    public IReadOnlyList<AgreementQuestion> Questions => [.. Agreement.Questions.Where(one => one.AskedBy == Turn.PersonId).OrderBy(one => one.AskedAt)];

    public bool IsRead => Turn.ViewedAt is not null;
}
