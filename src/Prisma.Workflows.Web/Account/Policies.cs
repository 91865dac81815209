using Microsoft.AspNetCore.Authorization;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Web.Account;

/// <summary>Who may open what. Every page names one of these, or says that everybody may.</summary>
static class Policies
{
    public const string Administrator = "Administrator";

    /// <summary>Anybody who can sign in.</summary>
    public const string Staff = "Staff";

    /// <summary>Facilitators, and administrators who stand in; what they may answer in a gate is decided by whose step it is.</summary>
    public const string Facilitator = "Facilitator";

    /// <summary>Stewards, and administrators, who publish what stewards drew.</summary>
    public const string Steward = "Steward";

    public static void AddTo(AuthorizationBuilder authorization) => authorization
        .AddPolicy(Staff, policy => policy.RequireAuthenticatedUser().RequireRole(Enum.GetNames<Role>()))
        .AddPolicy(Administrator, policy => policy.RequireRole(nameof(Role.Administrator)))
        .AddPolicy(Facilitator, policy => policy.RequireRole(nameof(Role.Facilitator), nameof(Role.Administrator)))
        .AddPolicy(Steward, policy => policy.RequireRole(nameof(Role.Steward), nameof(Role.Administrator)))
        .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireRole(Enum.GetNames<Role>()).Build());
}
