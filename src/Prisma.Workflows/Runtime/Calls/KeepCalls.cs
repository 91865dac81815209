using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Runtime.Calls;

/// <summary>Writes the calls a burst asks for into its commit.</summary>
sealed class KeepCalls(PrismaDbContext db, Errands errands) : IBurstCompanion
{
    public Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation) => Task.CompletedTask;

    public Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        foreach (var call in burst.Requests.OfType<SendHttp>())
        {
            db.OutgoingCalls.Add(new OutgoingCall
            {
                Id = Guid.CreateVersion7(context.Now),
                InstanceId = burst.Instance.Id,
                BookmarkId = call.BookmarkId!,
                ActivityId = call.ActivityId,
                Method = call.Method.ToUpperInvariant(),
                Url = call.Url,
                Message = CallMessage.Keep(call),
                CreatedAt = context.Now,
                DueAt = context.Now,
            });
            errands.Calls = true;
        }

        return Task.CompletedTask;
    }
}
