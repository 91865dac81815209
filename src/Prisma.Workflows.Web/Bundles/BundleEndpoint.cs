using System.Net.Mime;
using Prisma.Workflows.Bundles;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.Bundles;

/// <summary>An event's bundle as a file.</summary>
static class BundleEndpoint
{
    public static void MapBundles(this IEndpointRouteBuilder app) =>
        app.MapGet("/events/{slug}/bundle", async (string slug, Operations operations, CancellationToken cancellation) =>
            await operations.ReadAsync<ExportBundle, EventBundle?>(export => export.ExecuteAsync(slug, cancellation)) is { } bundle
                ? Results.File(bundle.ToZip(), MediaTypeNames.Application.Zip, $"{slug}-bundle.zip")
                : Results.NotFound()).RequireAuthorization(Policies.Facilitator);
}
