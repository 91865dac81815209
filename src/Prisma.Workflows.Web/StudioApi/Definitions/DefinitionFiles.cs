using System.Net.Mime;
using System.Text;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Authoring.Files;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.StudioApi.Definitions;

/// <summary>Definitions as files, in and out.</summary>
static class DefinitionFiles
{
    const string NoFiles = "No file has come, or not all of it. Send a form (multipart/form-data) with the files in it, each as “files”.";

    public static void MapDefinitionFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("workflow-definitions/{id}/export", async (string id, string? versionOptions, Operations operations, CancellationToken cancellation) =>
            await operations.ReadAsync<FindDefinitions, DefinitionVersion?>(find => find.OfDefinitionAsync(id, VersionWanted.Parse(versionOptions, VersionWanted.Latest), cancellation)) is { } version
            && ExportDefinitions.File(version) is var file
                ? Results.File(Encoding.UTF8.GetBytes(file.Json), MediaTypeNames.Application.Json, file.Name)
                : Results.NotFound());
        api.MapPost("bulk-actions/export/workflow-definitions", async (JsonObject body, Operations operations, CancellationToken cancellation) =>
        {
            var (versions, _) = await operations.ReadAsync<FindDefinitions, (IReadOnlyList<DefinitionVersion> Page, int Total)>(
                find => find.ListAsync(Bulk.VersionsNamedIn(body), cancellation));
            return versions.Count == 0 ? Results.NotFound() : Results.File(DefinitionBundle.Zip(versions.Select(ExportDefinitions.File)), MediaTypeNames.Application.Zip, "workflow-definitions.zip");
        });
        // The Studio goes on with what it is answered: it draws the root of it.
        api.MapPost("workflow-definitions/import", (HttpContext context, Operations operations) => OrRefusedAsync(async () =>
        {
            using var body = new StreamReader(context.Request.Body);
            var imported = await ImportAsync(context, operations, [new("", await body.ReadToEndAsync(context.RequestAborted))]);
            return Results.Json(await DefinitionReading.ShowAsync(context, operations, (await DefinitionWriting.VersionAsync(context, operations, imported.Single().VersionId))!));
        }));
        api.MapPost("workflow-definitions/import-files", (HttpContext context, Operations operations) => OrRefusedAsync(async () =>
        {
            var definitions = new List<DefinitionFile>();
            foreach (var file in await FilesAsync(context.Request, context.RequestAborted))
            {
                using var content = new MemoryStream();
                await file.CopyToAsync(content, context.RequestAborted);
                definitions.AddRange(DefinitionBundle.Read(file.FileName, content.ToArray()));
            }

            await ImportAsync(context, operations, definitions);
            return Results.Json(new { count = definitions.Count });
        }));
    }

    static async Task<IFormFileCollection> FilesAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            if (request.HasFormContentType && (await request.ReadFormAsync(cancellation)).Files is { Count: > 0 } files)
                return files;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException || (unreadable is IOException and not BadHttpRequestException && !FullDisk.IsWhy(unreadable)))
        {
            throw new InvalidDataException(NoFiles, unreadable);
        }

        throw new InvalidDataException(NoFiles);
    }

    /// <summary>Always drafts: publishing asks for more than a file. All of them come in, or none.</summary>
    static Task<List<Import>> ImportAsync(HttpContext context, Operations operations, IEnumerable<DefinitionFile> definitions) =>
        operations.RunAsync<ImportDefinition, List<Import>>(
            async import =>
            {
                var imported = new List<Import>();
                foreach (var (name, json) in definitions)
                {
                    try
                    {
                        imported.Add(await import.ExecuteAsync(json, false, context.User.ActorOf().Name, context.RequestAborted));
                    }
                    catch (DefinitionInvalidException invalid) when (name.Length > 0)
                    {
                        throw new InvalidDataException(string.Join(' ', invalid.Problems.Select(problem => $"{name}: {problem.Message}")), invalid);
                    }
                }

                return imported;
            },
            context.RequestAborted);

    static async Task<IResult> OrRefusedAsync(Func<Task<IResult>> import)
    {
        try
        {
            return await import();
        }
        catch (DefinitionInvalidException invalid)
        {
            return Answers.Refused(invalid.Problems.Select(problem => problem.Message));
        }
        catch (InvalidDataException unreadable)
        {
            return Answers.Refused(unreadable.Message);
        }
    }
}
