using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.People;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.Portal;

/// <summary>Exchanges the token of a mail's link for a cookie and a clean address. It changes nothing in the database, however often a scanner opens it.</summary>
static class LinkEndpoint
{
    public static void MapLinks(this IEndpointRouteBuilder app) =>
        app.MapGet("/l/{token}", OpenAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Links);

    static async Task<IResult> OpenAsync(string token, string? to, PrismaDbContext db, KeptLinks links, CancellationToken cancellation)
    {
        var hash = LinkToken.HashOf(token);
        var link = await db.AccessLinks.AsNoTracking().FirstOrDefaultAsync(one => one.TokenHash == hash, cancellation);
        if (link is not { RevokedAt: null })
            return new RazorComponentResult<DeadLink>(new { IsRevoked = link is not null }) { StatusCode = link is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone };
        links.Keep(link.Id);
        return Results.Redirect(to != "mails" && await IsOfEventAsync(link, db, cancellation) ? $"/enrolments/{link.EnrolmentId}" : Address(link, to));
    }

    /// <summary>Whether an old mail offered to rest in the event's own passage or to leave it, which nobody can: its team reads it where it reads all others.</summary>
    static async Task<bool> IsOfEventAsync(AccessLink link, PrismaDbContext db, CancellationToken cancellation) =>
        link is { StepId: null, EnrolmentId: { } id } && await db.Enrolments.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id, cancellation) is { IsOfEvent: true };

    static string Address(AccessLink link, string? to) => link switch
    {
        { StepId: { } step } => to switch
        {
            "more-time" => $"/steps/{step}/more-time",
            "thanks" => Onwards.Thanking($"/steps/{step}"),
            _ => $"/steps/{step}",
        },
        { EnrolmentId: { } enrolment } => to switch
        {
            "pause" => $"/where/{enrolment}/pause",
            "leave" => $"/where/{enrolment}/leave",
            "mails" => $"/your-mails/{link.PersonId}",
            "data" => $"/where/{enrolment}/data",
            "tension" => $"/where/{enrolment}/tension",
            _ => $"/where/{enrolment}",
        },
        { Purpose: LinkPurpose.Mails } => $"/your-mails/{link.PersonId}",
        { ConcernId: { } concern } => $"/matters/{concern}",
        _ => "/",
    };
}
