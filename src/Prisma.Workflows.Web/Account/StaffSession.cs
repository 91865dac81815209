using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Web.Account;

/// <summary>Begins a signed-in browser.</summary>
static class StaffSession
{
    public static Task BeginAsync(HttpContext context, StaffMember member) =>
        context.SignInAsync(
            CookieAuthenticationDefaults.AuthenticationScheme,
            StaffPrincipal.Of(member, CookieAuthenticationDefaults.AuthenticationScheme),
            new AuthenticationProperties { IsPersistent = false });

    /// <summary>Where somebody wanted to go, if that is a page of ours.</summary>
    public static string Local(string? wanted, string otherwise) =>
        wanted is ['/', ..] && (wanted.Length == 1 || wanted[1] is not ('/' or '\\')) && !wanted.Any(char.IsControl) ? wanted : otherwise;
}
