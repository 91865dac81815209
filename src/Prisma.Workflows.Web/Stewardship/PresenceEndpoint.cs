using Prisma.Workflows.Authoring.Presence;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.StudioApi;

namespace Prisma.Workflows.Web.Stewardship;

/// <summary>The canvas and the outline say now and then that they are open, and at last that they are not; who looks at a page of the pathway is told.</summary>
static class PresenceEndpoint
{
    const string Address = "/pathways/{id}/{place:regex(^(design|outline)$)}/presence";

    public static void MapPresence(this IEndpointRouteBuilder app)
    {
        var presence = app.MapGroup(Address).RequireAuthorization(Policies.Steward).AddEndpointFilter<SameOrigin>();
        presence.MapPost("", async (string id, string place, HttpContext context, Operations operations) =>
        {
            await operations.RunAsync<TellPresence, IReadOnlyList<OtherEditor>>(
                tell => tell.ExecuteAsync(id, InWords(place), context.User.ActorOf(), context.RequestAborted), context.RequestAborted);
            return Results.NoContent();
        });
        presence.MapDelete("", async (string id, string place, HttpContext context, Operations operations) =>
        {
            await operations.RunAsync<TellPresence>(tell => tell.LeaveAsync(id, InWords(place), context.User.ActorOf(), CancellationToken.None), CancellationToken.None);
            return Results.NoContent();
        });
    }

    static string InWords(string place) => place == "design" ? "the canvas" : "the outline";
}
