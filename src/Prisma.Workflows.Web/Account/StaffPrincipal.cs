using System.Security.Claims;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Web.Account;

/// <summary>A member of the staff as the host carries them through a request.</summary>
static class StaffPrincipal
{
    const string Stamp = "prisma:stamp";

    const string Zone = "zoneinfo";

    public static ClaimsPrincipal Of(StaffMember member, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, member.Id.ToString()),
            new Claim(ClaimTypes.Name, member.Name),
            new Claim(Zone, member.TimeZone),
            new Claim(Stamp, member.SecurityStamp),
            .. member.Roles.Select(role => new Claim(ClaimTypes.Role, role.ToString())),
        ],
        scheme));

    public static Guid? IdOf(this ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id) ? id : null;

    public static Actor ActorOf(this ClaimsPrincipal principal) =>
        new(principal.IdOf() ?? throw new InvalidOperationException("Nobody is signed in."), principal.Identity!.Name!);

    /// <summary>The person's own time zone, by its IANA name.</summary>
    public static string ZoneOf(this ClaimsPrincipal principal) => principal.FindFirstValue(Zone) ?? "UTC";

    public static bool Is(this ClaimsPrincipal principal, Role role) => principal.IsInRole(role.ToString());

    public static bool HasStamp(this ClaimsPrincipal principal, string stamp) => principal.FindFirstValue(Stamp) == stamp;
}
