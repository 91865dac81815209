namespace Prisma.Workflows.Agreements;

/// <summary>Where an agreement stands.</summary>
public enum AgreementState
{
    Signing,
    Active,
    Declined,
    Expired,
    Ended,
}
