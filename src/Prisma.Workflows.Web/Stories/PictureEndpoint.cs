using Prisma.Workflows.Stories;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.Hosting;
using Prisma.Workflows.Web.Portal;

namespace Prisma.Workflows.Web.Stories;

/// <summary>The picture of an excerpt, for whoever it shows and for the team.</summary>
static class PictureEndpoint
{
    public static void MapStoryPictures(this IEndpointRouteBuilder app) => app.MapGet("/story/{id:guid}/picture", OpenAsync).AllowAnonymous();

    static async Task<IResult> OpenAsync(Guid id, HttpContext context, Whoever whoever, Operations operations, StoryPictures pictures, CancellationToken cancellation)
    {
        if (await operations.ReadAsync<ReadStory, Excerpt?>(read => read.FindAsync(id, cancellation)) is not { } excerpt
            || !(await MayWorkAsync(excerpt, context, operations, cancellation) || await whoever.AtEnrolmentAsync(excerpt.EnrolmentId, cancellation) is not null)
            || pictures.Find(excerpt.EnrolmentId, excerpt.Picture) is not { } file)
        {
            return Results.NotFound();
        }

        return SentFile.Open(context, pictures.Open(excerpt.EnrolmentId, file), file);
    }

    static async Task<bool> MayWorkAsync(Excerpt excerpt, HttpContext context, Operations operations, CancellationToken cancellation) =>
        context.User.IdOf() is { } person && await operations.ReadAsync<ReadStory, bool>(read => read.IsWrittenByAsync(excerpt.EventId, person, cancellation));
}
