using System.Security.Claims;
using Prisma.Workflows.Events;
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

    /// <summary>Whether somebody goes along with an event, and so reads of its people: its team; administrators and stewards, who look after all of them; and anybody who works here while nobody is named.</summary>
    public static bool Accompanies(this ClaimsPrincipal principal, IReadOnlyList<Guid> team) =>
        principal.Is(Role.Administrator) || principal.Is(Role.Steward) || team.Count == 0 || (principal.IdOf() is { } id && team.Contains(id));

    /// <inheritdoc cref="Accompanies(ClaimsPrincipal, IReadOnlyList{Guid})"/>
    public static bool Accompanies(this ClaimsPrincipal principal, Event theEvent) => principal.Accompanies(theEvent.Team.ConvertAll(member => member.PersonId));

    public static bool HasStamp(this ClaimsPrincipal principal, string stamp) => principal.FindFirstValue(Stamp) == stamp;
}
