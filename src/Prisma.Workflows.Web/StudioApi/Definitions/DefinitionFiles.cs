using System.IO.Compression;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.StudioApi.Definitions;

/// <summary>Definitions as files, in and out.</summary>
static class DefinitionFiles
{
    public static void MapDefinitionFiles(this IEndpointRouteBuilder api)
    {
        api.MapGet("workflow-definitions/{id}/export", async (string id, string? versionOptions, Operations operations, CancellationToken cancellation) =>
            await operations.ReadAsync<FindDefinitions, DefinitionVersion?>(find => find.OfDefinitionAsync(id, VersionWanted.Parse(versionOptions, VersionWanted.Latest), cancellation)) is { } version
                ? Results.File(Encoding.UTF8.GetBytes(version.Json), MediaTypeNames.Application.Json, NameOf(version))
                : Results.NotFound());
        api.MapPost("bulk-actions/export/workflow-definitions", async (JsonObject body, Operations operations, CancellationToken cancellation) =>
        {
            var (versions, _) = await operations.ReadAsync<FindDefinitions, (IReadOnlyList<DefinitionVersion> Page, int Total)>(
                find => find.ListAsync(new DefinitionFilter(VersionWanted.All) { Ids = Bulk.Texts(body, "ids"), Take = 500 }, cancellation));
            return Results.File(await ZipAsync(versions.Select(version => (NameOf(version), Encoding.UTF8.GetBytes(version.Json))), cancellation), MediaTypeNames.Application.Zip, "workflow-definitions.zip");
        });
        api.MapPost("workflow-definitions/import", async (JsonObject body, HttpContext context, Operations operations) =>
            await ImportAsync(context, operations, body.ToJsonString()) is { } refusal ? refusal : Results.Json(new { count = 1 }));
        api.MapPost("workflow-definitions/import-files", async (IFormFileCollection files, HttpContext context, Operations operations) =>
        {
            foreach (var file in files)
            {
                using var reader = new StreamReader(file.OpenReadStream());
                if (await ImportAsync(context, operations, await reader.ReadToEndAsync(context.RequestAborted)) is { } refusal)
                {
                    return refusal;
                }
            }

            return Results.Json(new { count = files.Count });
        }).DisableAntiforgery();
    }

    /// <summary>Always a draft: publishing asks for more than a file. Null when it went well.</summary>
    static async Task<IResult?> ImportAsync(HttpContext context, Operations operations, string json)
    {
        try
        {
            await operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(json, false, context.User.ActorOf().Name, context.RequestAborted), context.RequestAborted);
            return null;
        }
        catch (DefinitionInvalidException invalid)
        {
            return Answers.Refused(invalid.Problems.Select(problem => problem.Message));
        }
    }

    public static async Task<byte[]> ZipAsync(IEnumerable<(string Name, byte[] Content)> files, CancellationToken cancellation)
    {
        using var stream = new MemoryStream();
        await using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                await using var file = await zip.CreateEntry(name).OpenAsync(cancellation);
                await file.WriteAsync(content, cancellation);
            }
        }

        return stream.ToArray();
    }

    static string NameOf(DefinitionVersion version) => $"workflow-definition-{version.DefinitionId}-{version.Version}.json";
}
