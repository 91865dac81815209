namespace Prisma.Workflows.People;

/// <summary>What a person may do in the whole installation (domain.md §5.1); what they hold in one event is their part in its team.</summary>
public enum Role
{
    Administrator,
    Steward,
    Facilitator,
    TrustNode,
}
