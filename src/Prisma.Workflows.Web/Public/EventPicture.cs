using Prisma.Workflows.Events.Views;
using Prisma.Workflows.Forms.Uploads;
using Prisma.Workflows.Pathways.Maps;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.Public;

/// <summary>The picture on an event's page, for everybody, as long as the hub's words stand there.</summary>
static class EventPicture
{
    public static void MapEventPictures(this IEndpointRouteBuilder app) => app.MapGet("/e/{slug}/picture", OpenAsync).AllowAnonymous();

    static async Task<IResult> OpenAsync(string slug, HttpContext context, Operations operations, UploadFolder uploads, CancellationToken cancellation)
    {
        if (await operations.ReadAsync<EventDirectory, EventOverview?>(events => events.FindAsync(slug, cancellation)) is not { } overview
            || await operations.ReadAsync<ReadInvitation, HubsInvitation?>(read => read.ExecuteAsync(overview.Event.Id, cancellation)) is not { } invitation
            || invitation.PictureIn(uploads) is not { } picture)
        {
            return Results.NotFound();
        }

        return SentFile.Open(context, uploads.Open(invitation.StepId, picture), picture);
    }
}
