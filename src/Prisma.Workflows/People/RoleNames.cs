namespace Prisma.Workflows.People;

/// <summary>The roles as people say them.</summary>
public static class RoleNames
{
    public static string Of(Role role) => role switch
    {
        Role.Administrator => "administrator",
        Role.Steward => "steward",
        Role.Facilitator => "facilitator",
        Role.TrustNode => "trust node",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "This role has no name yet."),
    };

    /// <summary>What somebody does here by it.</summary>
    public static string About(Role role) => role switch
    {
        Role.Administrator => "invites people, looks after mails and keys, and stands in for facilitators and stewards, in every event",
        Role.Steward => "changes pathways, and the words of mails, forms and agreements",
        Role.Facilitator => "holds the events in whose team they are: reads, meets, decides at gates, signs",
        Role.TrustNode => "hears concerns, in confidence",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "This role has not been told about yet."),
    };
}
