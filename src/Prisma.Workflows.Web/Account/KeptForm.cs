using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Prisma.Workflows.Web.Account;

/// <summary>What came in a form after its sender's session had ended. It goes along inside the page that asks them to sign in again, and is kept nowhere else.</summary>
public sealed record KeptForm(string To, IReadOnlyList<(string Name, string Value)> Fields, bool HadFiles)
{
    public const string Prefix = "kept.", Address = "kept-to", Files = "kept-files";

    const string Token = "__RequestVerificationToken";

    const int MostFields = 1000, LongestText = 1024 * 1024;

    /// <summary>Null unless the form was sent by a page of ours that the ended session had opened: others may not put words into anybody's mouth.</summary>
    public static async Task<KeptForm?> OfEndedAsync(RedirectContext<CookieAuthenticationOptions> challenge, IAntiforgery tokens)
    {
        var request = challenge.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || EndedSession(challenge) is not { } session || !await IsOursAsync(challenge.HttpContext, session, tokens))
            return null;
        var form = await request.ReadFormAsync(challenge.HttpContext.RequestAborted);
        List<(string Name, string Value)> fields =
        [
            .. from field in form
               where field.Key != Token && !field.Key.Contains("password", StringComparison.OrdinalIgnoreCase)
               from value in field.Value
               select (field.Key, value),
        ];
        return fields.Count <= MostFields && fields.Sum(field => field.Name.Length + field.Value.Length) <= LongestText
            ? new KeptForm($"{request.PathBase}{request.Path}{request.QueryString}", fields, form.Files.Any(file => file.Length > 0))
            : null;
    }

    /// <summary>As the page that asked to sign in sends it along.</summary>
    public static KeptForm Of(IFormCollection form) => new(
        StaffSession.Local(form[Address]),
        [.. from field in form where field.Key.StartsWith(Prefix, StringComparison.Ordinal) from value in field.Value select (field.Key[Prefix.Length..], value)],
        form.ContainsKey(Files));

    static AuthenticationTicket? EndedSession(RedirectContext<CookieAuthenticationOptions> challenge) =>
        challenge.Options.CookieManager.GetRequestCookie(challenge.HttpContext, challenge.Options.Cookie.Name!) is { } cookie
            ? challenge.Options.TicketDataFormat.Unprotect(cookie)
            : null;

    // The token in the form is of the person who opened it, so it is checked as theirs; they stay signed out.
    static async Task<bool> IsOursAsync(HttpContext context, AuthenticationTicket session, IAntiforgery tokens)
    {
        var nobody = context.User;
        context.User = session.Principal;
        var isOurs = await tokens.IsRequestValidAsync(context);
        context.User = nobody;
        return isOurs;
    }
}
