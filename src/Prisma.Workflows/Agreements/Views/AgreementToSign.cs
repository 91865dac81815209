namespace Prisma.Workflows.Agreements.Views;

/// <summary>An agreement before the party whose turn it is.</summary>
/// <param name="Agreement">The text, its hash, and those who signed before.</param>
/// <param name="Turn">The place of the reader in the order of signing.</param>
public sealed record AgreementToSign(Agreement Agreement, Signature Turn)
{
    /// <summary>What it takes the place of, which some have signed; null where there is none.</summary>
    public Agreement? Before { get; init; }

    public IReadOnlyList<Signature> SignedBefore => [.. Agreement.Signatures.Where(one => one.SignedAt is not null).OrderBy(one => one.Order)];

    public IReadOnlyList<AgreementQuestion> Questions => [.. Agreement.Questions.Where(one => one.AskedBy == Turn.PersonId).OrderBy(one => one.AskedAt)];

    public bool IsRead => Turn.ViewedAt is not null;
}
