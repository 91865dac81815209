using Prisma.Workflows.Authoring.Presence;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.StudioApi;

namespace Prisma.Workflows.Web.Stewardship;

/// <summary>The canvas says now and then that it is open; who looks at the page of the pathway is told.</summary>
static class PresenceEndpoint
{
    public static void MapPresence(this IEndpointRouteBuilder app) =>
        app.MapPost("/pathways/{id}/presence", async (string id, HttpContext context, Operations operations) =>
        {
            await operations.RunAsync<TellPresence, IReadOnlyList<OtherEditor>>(
                tell => tell.ExecuteAsync(id, "the canvas", context.User.ActorOf(), context.RequestAborted), context.RequestAborted);
            return Results.NoContent();
        }).RequireAuthorization(Policies.Steward).AddEndpointFilter<SameOrigin>();
}
