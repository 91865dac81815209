using System.Text.Json.Nodes;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Benchmarks;

/// <summary>The use case that is measured: wake an instance, owe a mail, tell its story.</summary>
sealed class Resume(WorkflowRuntime runtime, Outbox outbox, AuditTrail audit)
{
    static readonly string Body = new('f', 900);

    public async Task ExecuteAsync(string instanceId, string bookmarkId, Guid personId)
    {
        if (!await runtime.ResumeAsync(instanceId, bookmarkId, null, CancellationToken.None))
        {
            throw new InvalidOperationException($"Instance {instanceId} did not wake.");
        }

        outbox.Owe(new OwedMail("E02", personId, instanceId, new JsonObject { ["facts"] = Body }), immediate: true);
        audit.Tell($"load:{instanceId}", "Amina", "Amina handed in “Your application”.");
    }
}
