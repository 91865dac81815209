using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.Admin;

/// <summary>The HTML part of a local mail, alone in its frame: its own styles, nothing else.</summary>
static class MailHtmlEndpoint
{
    public static void MapMailHtml(this IEndpointRouteBuilder app) =>
        app.MapGet("/mailbox/{id}/html", Show).RequireAuthorization(Policies.Administrator);

    static IResult Show(string id, LocalMailbox mailbox, HttpContext context)
    {
        if (mailbox.Read(id) is not { } mail)
            return Results.NotFound();

        // Its links leave the frame; everything else stays in it.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";
        return Results.Content(mail.Html.Replace("<head>", "<head><base target=\"_top\">", StringComparison.OrdinalIgnoreCase), "text/html; charset=utf-8");
    }
}
