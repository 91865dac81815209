using Prisma.Workflows.Authoring.Presence;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.StudioApi;

namespace Prisma.Workflows.Web.Stewardship;

/// <summary>The canvas and the outline say now and then that they are open, and at last that they are not; who looks at a page of the pathway is told.</summary>
static class PresenceEndpoint
{
    static readonly Dictionary<string, string> _places = new(StringComparer.Ordinal) { ["design"] = "the canvas", ["outline"] = "the outline" };

    public static void MapPresence(this IEndpointRouteBuilder app)
    {
        var presence = app.MapGroup("/pathways/{id}/{place}/presence").RequireAuthorization(Policies.Steward).AddEndpointFilter<SameOrigin>();
        presence.MapPost("", (string id, string place, HttpContext context, Operations operations) =>
            AtAsync(place, words => operations.RunAsync<TellPresence, IReadOnlyList<OtherEditor>>(
                tell => tell.ExecuteAsync(id, words, context.User.ActorOf(), context.RequestAborted), context.RequestAborted)));
        presence.MapDelete("", (string id, string place, HttpContext context, Operations operations) =>
            AtAsync(place, words => operations.RunAsync<TellPresence>(
                tell => tell.LeaveAsync(id, words, context.User.ActorOf(), CancellationToken.None), CancellationToken.None)));
    }

    static async Task<IResult> AtAsync(string place, Func<string, Task> tell)
    {
        if (!_places.TryGetValue(place, out var words))
            return Results.NotFound();
        await tell(words);
        return Results.NoContent();
    }
}
