using Microsoft.AspNetCore.Http.HttpResults;
using Prisma.Workflows.People.Staff;
using Prisma.Workflows.Web.Hosting;
using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Account;

/// <summary>Signing in with a form at hand that still wants to be sent.</summary>
static class SignInAgain
{
    public const string Address = "/sign-in/again";

    public static void MapSignInAgain(this WebApplication app) =>
        app.MapPost(Address, SignInAsync).RequireFormToken().RequireRateLimiting(RateLimits.SignIn).AllowAnonymous();

    public static IResult Ask(KeptForm kept) => Page(StatusCodes.Status401Unauthorized, (nameof(KeptFormPage.Form), kept));

    static async Task<IResult> SignInAsync(HttpContext context, Operations operations)
    {
        var posted = Posted.From(context);
        var kept = KeptForm.Of(context.Request.Form);
        var outcome = await operations.RunAsync<SignIn, Outcome<StaffMember>>(
            signIn => signIn.ExecuteAsync(posted.Text("email"), posted.Text("password"), context.RequestAborted));
        if (!outcome.IsDone)
            return Page(StatusCodes.Status200OK, (nameof(KeptFormPage.Form), kept), (nameof(KeptFormPage.Email), posted.Text("email")), (nameof(KeptFormPage.Problems), outcome.Problems));

        // The form's new token is made for whoever is signed in when the page is written.
        context.User = await StaffSession.BeginAsync(context, outcome.Value);
        return Page(StatusCodes.Status200OK, (nameof(KeptFormPage.Form), kept), (nameof(KeptFormPage.Member), outcome.Value.Name));
    }

    static RazorComponentResult<KeptFormPage> Page(int code, params IEnumerable<(string Name, object? Value)> parameters) =>
        new(parameters.ToDictionary(one => one.Name, one => one.Value)) { StatusCode = code };
}
