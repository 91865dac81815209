using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Web.Account;

/// <summary>Looks on every request whether the person still may: a new stamp, a lost role or a removed person signs the browser out.</summary>
sealed class StaffCookie(StaffDirectory staff) : CookieAuthenticationEvents
{
    static readonly string[] ForPrograms = ["/api", "/elsa"];

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var member = context.Principal?.IdOf() is { } id ? await staff.FindAsync(id, context.HttpContext.RequestAborted) : null;
        if (member is null || !context.Principal!.HasStamp(member.SecurityStamp))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        Answer(context, StatusCodes.Status401Unauthorized, base.RedirectToLogin);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int code, Func<RedirectContext<CookieAuthenticationOptions>, Task> redirect)
    {
        if (!Array.Exists(ForPrograms, path => context.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)))
        {
            return redirect(context);
        }

        context.Response.StatusCode = code;
        return Task.CompletedTask;
    }
}
