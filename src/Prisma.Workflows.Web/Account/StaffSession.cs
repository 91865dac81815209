using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Web.Account;

/// <summary>Begins a signed-in browser.</summary>
static class StaffSession
{
    public static async Task<ClaimsPrincipal> BeginAsync(HttpContext context, StaffMember member)
    {
        var principal = StaffPrincipal.Of(member, CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, principal, new AuthenticationProperties { IsPersistent = false });
        return principal;
    }

    /// <summary>Where somebody wanted to go, if that is a page of ours; otherwise to what there is to do today.</summary>
    public static string Local(string? wanted) =>
        wanted is ['/', ..] && (wanted.Length == 1 || wanted[1] is not ('/' or '\\')) && !wanted.Any(char.IsControl) ? wanted : "/today";
}
