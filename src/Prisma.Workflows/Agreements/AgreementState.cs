namespace Prisma.Workflows.Agreements;

/// <summary>Where an agreement stands (domain.md §17).</summary>
public enum AgreementState
{
    Signing,
    Active,
    Declined,
    Expired,
    Ended,

    /// <summary>Signed anew by all; the later round holds.</summary>
    Superseded,
}
