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
}
