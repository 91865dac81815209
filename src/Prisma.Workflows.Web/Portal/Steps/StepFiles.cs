using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http.Features;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Forms.Uploads;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.Portal.Steps;

/// <summary>The files that come along with a step's form, and the way back to them for those who may read the step.</summary>
static class StepFiles
{
    /// <summary>What is read of a step's form with all its files: ten of the heaviest, more than any shipped form asks for.</summary>
    public const long MostAtOnce = 10 * UploadFolder.Heaviest;

    public const string NotTaken = "One file could not be taken. It may be a whole picture (JPEG or PNG, at most 30 megapixels), a PDF or a recording (M4A, OGG or MP3), of at most 10 MB, and not an empty one.";

    /// <summary>Keeps what was sent along for fields that take files, and what stays of the rounds before; what was typed then names it. Problems say what was not taken.</summary>
    public static async Task<(FormValues Values, Problems Problems)> TakeAsync(UploadFolder uploads, StepView view, Form form, IFormCollection posted, CancellationToken cancellation)
    {
        var values = FormValues.FromPosted(posted);
        Problems problems = [];
        foreach (var round in view.OtherRounds)
            uploads.Share(round.Id, view.Step.Id, file => posted.Any(field => field.Value.Contains(file.Id)));
        foreach (var (name, files) in form.Fields.SelectMany(field => field.FileInputs))
        {
            foreach (var sent in posted.Files.GetFiles($"{files}.file"))
            {
                await using var content = sent.OpenReadStream();
                var kept = sent.Length <= UploadFolder.Heaviest ? await uploads.KeepAsync(view.Step.Id, sent.FileName, content, cancellation) : null;
                problems.Require(kept is not null, name, NotTaken);
                values = kept is null ? values : values.And(files, [kept.Id]);
            }
        }

        return (values, problems);
    }

    /// <summary>A form is read whole before its token is looked at, so only who may act in a step sends that much to it; from anybody else no more is read than on other pages.</summary>
    public static void UseStepFiles(this WebApplication app) =>
        app.Use(async (context, next) =>
        {
            if (HttpMethods.IsPost(context.Request.Method)
                && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size
                && !(context.Request.ContentLength <= size.MaxRequestBodySize)
                && context.Request.RouteValues[nameof(StepPage.Id)] is { } step
                && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type == typeof(StepPage)
                && Guid.TryParse(Convert.ToString(step, CultureInfo.InvariantCulture), out var id)
                && await context.RequestServices.GetRequiredService<Whoever>().AtStepAsync(id, context.RequestAborted) is { MayAct: true })
            {
                size.MaxRequestBodySize = MostAtOnce;
            }

            await next(context);
        });

    public static void MapStepFiles(this IEndpointRouteBuilder app) =>
        app.MapGet("/steps/{id:guid}/files/{source:guid}/{file}", OpenAsync).AllowAnonymous();

    static async Task<IResult> OpenAsync(Guid id, Guid source, string file, HttpContext context, Whoever whoever, Operations operations, UploadFolder uploads, CancellationToken cancellation)
    {
        if (await whoever.AtStepAsync(id, cancellation) is not { } visitor
            || await operations.ReadAsync<ReadStep, StepView?>(read => read.ExecuteAsync(id, visitor.PersonId, cancellation)) is not { } view
            || !IsOpenTo(view, source, file)
            || uploads.Of(source).GetValueOrDefault(file) is not { } stored)
        {
            return Results.NotFound();
        }

        return SentFile.Open(context, uploads.Open(source, stored), stored, stored.Kind == "audio" ? null : stored.Name);
    }

    /// <summary>One's own files, and those of answers one has to read.</summary>
    static bool IsOpenTo(StepView view, Guid source, string file) =>
        source == view.Step.Id || view.ToRead.Any(read => read.StepId == source && read.Answers.Contains($"\"{file}\"", StringComparison.Ordinal));
}
