using System.Net.Mime;
using Prisma.Workflows.Authoring.Files;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.Admin;

/// <summary>Definitions as files: one version as JSON, or all of them as a zip.</summary>
static class DefinitionJsonEndpoint
{
    public static void MapDefinitionJson(this IEndpointRouteBuilder app)
    {
        app.MapGet("/definitions/{id}/json", async (string id, Operations operations, CancellationToken cancellation) =>
            await operations.ReadAsync<ExportDefinitions, DefinitionFile?>(export => export.OneAsync(id, cancellation)) is { } file
                ? Results.Text(file.Json, MediaTypeNames.Application.Json)
                : Results.NotFound()).RequireAuthorization(Policies.Steward);
        app.MapGet("/definitions/export", async (Operations operations, CancellationToken cancellation) =>
        {
            var files = await operations.ReadAsync<ExportDefinitions, IReadOnlyList<DefinitionFile>>(export => export.AllAsync(cancellation));
            return Results.File(DefinitionBundle.Zip(files), MediaTypeNames.Application.Zip, "workflow-definitions.zip");
        }).RequireAuthorization(Policies.Steward);
    }
}
