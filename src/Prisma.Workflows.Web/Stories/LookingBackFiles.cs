using Prisma.Workflows.Events.Views;
using Prisma.Workflows.Forms.Uploads;
using Prisma.Workflows.Pathways.Maps;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.Stories;

/// <summary>What was spoken when people looked back, for those who read it.</summary>
static class LookingBackFiles
{
    public static void MapLookingBack(this IEndpointRouteBuilder app) => app.MapGet("/events/{slug}/looking-back/{step:guid}/{file}", OpenAsync).RequireAuthorization(Policies.Staff);

    static async Task<IResult> OpenAsync(string slug, Guid step, string file, HttpContext context, Operations operations, UploadFolder uploads, CancellationToken cancellation)
    {
        if (await operations.ReadAsync<EventDirectory, EventOverview?>(events => events.FindAsync(slug, cancellation)) is not { } overview
            || await operations.ReadAsync<ReadLookingBack, IReadOnlyList<LookedBack>?>(read => read.ExecuteAsync(overview.Event.Id, context.User.IdOf() ?? Guid.Empty, cancellation)) is not { } told
            || !told.Any(one => one.StepId == step && one.Answers.ToJsonString().Contains($"\"{file}\"", StringComparison.Ordinal))
            || uploads.Of(step).GetValueOrDefault(file) is not { } stored)
        {
            return Results.NotFound();
        }

        return SentFile.Open(context, uploads.Open(step, stored), stored);
    }
}
