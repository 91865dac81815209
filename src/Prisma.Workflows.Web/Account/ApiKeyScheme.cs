using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Web.Account;

/// <summary>The header "Authorization: ApiKey …": a program acts as the person its key belongs to.</summary>
sealed class ApiKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, StaffDirectory staff)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";

    const string Prefix = "ApiKey ";

    public static bool IsMeant(HttpRequest request) => request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!IsMeant(Request))
        {
            return AuthenticateResult.NoResult();
        }

        var key = Request.Headers.Authorization.ToString()[Prefix.Length..].Trim();
        return await staff.FindByKeyAsync(key, Context.RequestAborted) is { } member
            ? AuthenticateResult.Success(new AuthenticationTicket(StaffPrincipal.Of(member, Name), Name))
            : AuthenticateResult.Fail("This key is not known or was revoked.");
    }
}
