using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Prisma.Workflows.People;
using Prisma.Workflows.People.Keys;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Web.Account;

/// <summary>The header "Authorization: ApiKey …", or "Bearer …" for programs that only know that: a program acts as the person its key belongs to.</summary>
sealed class ApiKeyScheme(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Operations operations)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";

    static readonly string[] Prefixes = ["ApiKey ", "Bearer "];

    public static bool IsMeant(HttpRequest request) => PrefixOf(request) is not null;

    static string? PrefixOf(HttpRequest request) => Array.Find(Prefixes, prefix => request.Headers.Authorization.ToString().StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (PrefixOf(Request) is not { } prefix)
            return AuthenticateResult.NoResult();
        var key = Request.Headers.Authorization.ToString()[prefix.Length..].Trim();
        if (await operations.ReadAsync<StaffDirectory, (StaffMember Member, ApiKey Key)?>(staff => staff.FindByKeyAsync(key, Context.RequestAborted)) is not { } found)
            return AuthenticateResult.Fail("This key is not known or was revoked.");
        await NoteUseAsync(found.Key);
        return AuthenticateResult.Success(new AuthenticationTicket(StaffPrincipal.Of(found.Member, Name), Name));
    }

    async Task NoteUseAsync(ApiKey key)
    {
        if (!ApiKeys.IsUseWorthNoting(key, TimeProvider.GetUtcNow()))
            return;
        try
        {
            await operations.RunAsync<ApiKeys>(keys => keys.NoteUseAsync(key.Id, Context.RequestAborted), Context.RequestAborted);
        }
        catch (Exception exception) when (exception is DatabaseUnavailableException or ConcurrencyLostException)
        {
            // A request that only reads is answered all the same; the next use is noted.
        }
    }
}
