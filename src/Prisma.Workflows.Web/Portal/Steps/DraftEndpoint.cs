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

    static async Task<IResult> SaveAsync(Guid id, HttpContext context, Whoever whoever, Operations operations, CancellationToken cancellation)
    {
        if (await whoever.AtStepAsync(id, cancellation) is not { MayAct: true } visitor)
            return Results.NotFound();
        var draft = FormValues.FromPosted(await context.Request.ReadFormAsync(cancellation)).ToDraft();
        var saved = await operations.RunAsync<SaveDraft, Submission>(save => save.ExecuteAsync(id, visitor.PersonId, draft, cancellation), cancellation);
        return saved.Result switch
        {
            SubmissionResult.Accepted => Results.NoContent(),
            SubmissionResult.AlreadyDone => Results.StatusCode(StatusCodes.Status409Conflict),
            _ => Results.StatusCode(StatusCodes.Status413PayloadTooLarge),
        };
    }
}
