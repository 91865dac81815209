using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.Portal.Steps;

/// <summary>Keeps what is being typed; the page's script posts the whole form here a few seconds after a change.</summary>
static class DraftEndpoint
{
    public static void MapDrafts(this IEndpointRouteBuilder app) =>
        app.MapPost("/steps/{id:guid}/draft", SaveAsync).RequireFormToken().AllowAnonymous();

    static async Task<IResult> SaveAsync(Guid id, HttpContext context, Whoever whoever, Operations operations, TimeProvider time, CancellationToken cancellation)
    {
        if (await whoever.AtStepAsync(id, cancellation) is not { MayAct: true } visitor)
            return Results.NotFound();
        var form = await context.Request.ReadFormAsync(cancellation);
        var draft = FormValues.FromPosted(form).ToDraft();
        var saved = await operations.RunAsync<SaveDraft, Submission?>(save => save.FromPageAsync(id, visitor.PersonId, draft, SeenIn(form), cancellation), cancellation);
        return saved?.Result switch
        {
            SubmissionResult.Accepted => Kept(context, time.GetUtcNow()),
            SubmissionResult.AlreadyDone => Results.StatusCode(StatusCodes.Status409Conflict),
            SubmissionResult.Refused => Results.StatusCode(StatusCodes.Status413PayloadTooLarge),
            _ => Results.StatusCode(StatusCodes.Status412PreconditionFailed),
        };
    }

    /// <summary>Tells the page when it was, so that its next one is taken.</summary>
    static IResult Kept(HttpContext context, DateTimeOffset at)
    {
        context.Response.Headers.ETag = $"\"{at.UtcTicks.ToString(CultureInfo.InvariantCulture)}\"";
        return Results.NoContent();
    }

    static DateTimeOffset? SeenIn(IFormCollection form) =>
        long.TryParse(form[FormValues.Drafted], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
