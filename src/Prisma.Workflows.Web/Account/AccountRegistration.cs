using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Prisma.Workflows.Web.Account;

static class AccountRegistration
{
    const string CookieOrKey = "CookieOrKey";

    public static IServiceCollection AddStaffAccounts(this IServiceCollection services)
    {
        services.AddScoped<StaffCookie>();
        services.AddAuthentication(CookieOrKey)
            .AddPolicyScheme(CookieOrKey, null, scheme => scheme.ForwardDefaultSelector = context =>
                ApiKeyScheme.IsMeant(context.Request) ? ApiKeyScheme.Name : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyScheme>(ApiKeyScheme.Name, null)
            .AddCookie(cookie =>
            {
                cookie.EventsType = typeof(StaffCookie);
                cookie.Cookie.Name = "prisma-staff";
                cookie.Cookie.SameSite = SameSiteMode.Lax;
                cookie.Cookie.HttpOnly = true;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
                cookie.SlidingExpiration = true;
                cookie.LoginPath = "/sign-in";
                cookie.ReturnUrlParameter = "to";
            });
        Policies.AddTo(services.AddAuthorizationBuilder());
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(form =>
        {
            form.Cookie.Name = "prisma-form";
            form.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            form.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    /// <summary>Signing out is a post: a link that somebody follows, or a scanner opens, never does it.</summary>
    public static void MapSignOut(this WebApplication app) =>
        app.MapPost("/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return Results.LocalRedirect("~/");
        }).RequireFormToken().AllowAnonymous();

    /// <summary>For posts that no page component receives: refuses those that do not come from a form of ours.</summary>
    public static RouteHandlerBuilder RequireFormToken(this RouteHandlerBuilder endpoint) =>
        endpoint.AddEndpointFilter(async (context, next) =>
            await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
                ? await next(context)
                : Results.StatusCode(StatusCodes.Status400BadRequest));
}
