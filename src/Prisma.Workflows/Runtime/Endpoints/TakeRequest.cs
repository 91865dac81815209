using Prisma.Workflows.Engine.Activities.Http;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Runtime.Endpoints;

/// <summary>Starts or wakes who waited for a request. Two requests that want the same bookmark collide, and the second finds nobody.</summary>
public sealed class TakeRequest(PrismaDbContext db, WorkflowRuntime runtime, OpenRequest open, TimeProvider time)
{
    /// <summary>Null when nobody waits for it any more; otherwise what the workflow has answered so far.</summary>
    /// <exception cref="Triggers.StartRefusedException">Its activation strategy allows no further instance now.</exception>
    public async Task<RequestTaken?> ExecuteAsync(WaitingEndpoint endpoint, HttpExchange exchange, string? correlationId, CancellationToken cancellation)
    {
        open.Begin(exchange with { Route = endpoint.Route.DeepClone().AsObject() });
        var found = endpoint.TriggerId is { } id
            ? await StartAsync(id, correlationId, cancellation)
            : await runtime.ResumeAsync(endpoint.BookmarkId!, null, cancellation);
        return found ? open.Taken : null;
    }

    async Task<bool> StartAsync(Guid triggerId, string? correlationId, CancellationToken cancellation)
    {
        if (await db.Triggers.FindAsync([triggerId], cancellation) is not { } trigger)
            return false;
        var request = new StartRequest { InstanceId = Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), TriggerActivityId = trigger.ActivityId, CorrelationId = correlationId };
        await runtime.StartVersionAsync(trigger.VersionId, request, cancellation);
        return true;
    }
}
