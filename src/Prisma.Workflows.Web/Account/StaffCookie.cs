using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Prisma.Workflows.People.Staff;
using Prisma.Workflows.Web.Hosting;
using Prisma.Workflows.Web.Layout;

namespace Prisma.Workflows.Web.Account;

/// <summary>
/// Looks on every request whether the person still may: a new stamp, a lost role or a removed person signs the browser out.
/// A form that comes after the session ended is not lost: it is sent again after signing in again.
/// </summary>
sealed class StaffCookie(Operations operations, IAntiforgery tokens) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var member = context.Principal?.IdOf() is { } id ? await operations.ReadAsync<StaffDirectory, StaffMember?>(staff => staff.FindAsync(id, context.HttpContext.RequestAborted)) : null;
        if (member is null || !context.Principal!.HasStamp(member.SecurityStamp))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }

    public override async Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (ErrorPages.IsForPrograms(context.Request.Path))
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (await KeptForm.OfEndedAsync(context, tokens) is { } kept)
            await SignInAgain.Ask(kept).ExecuteAsync(context.HttpContext);
        else if (SentWords.AreOurs(context.Request))
            await GiveBackAsync(context.HttpContext);
        else
            await base.RedirectToLogin(context);
    }

    /// <summary>Of a session that was ended on purpose nothing is left by which a form could be sent again.</summary>
    static async Task GiveBackAsync(HttpContext context)
    {
        await context.Request.ReadFormAsync(context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
