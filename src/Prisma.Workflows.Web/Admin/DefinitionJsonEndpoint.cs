using System.Net.Mime;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.Admin;

/// <summary>A definition as the file it came from.</summary>
static class DefinitionJsonEndpoint
{
    public static void MapDefinitionJson(this IEndpointRouteBuilder app) =>
        app.MapGet("/definitions/{id}/json", async (string id, Operations operations, CancellationToken cancellation) =>
            await operations.ReadAsync<ListDefinitions, string?>(list => list.JsonOfAsync(id, cancellation)) is { } json
                ? Results.Text(json, MediaTypeNames.Application.Json)
                : Results.NotFound()).RequireAuthorization(Policies.Steward);
}
