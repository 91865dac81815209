using System.Text.Json.Nodes;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Runs;

/// <summary>An administrator starts a published definition that is nobody's pathway.</summary>
public sealed class StartRun(DirectRows rows, DefinitionCache definitions, WorkflowRuntime runtime, AuditTrail audit)
{
    public async Task<Outcome<WorkflowInstance>> ExecuteAsync(string definitionId, JsonObject? input, string? correlationId, Actor by, CancellationToken cancellation)
    {
        if (await definitions.FindPublishedAsync(rows, definitionId, cancellation) is not { } published)
        {
            return Problems.Refused("Nothing of this definition is published, so it cannot be run. Publish it first.");
        }

        if (published.Definition.Nodes.Any(node => node.Type.StartsWith("Prisma.", StringComparison.Ordinal)))
        {
            return Problems.Refused("A pathway is walked by a person: it begins when somebody answers an event's call. To see how it goes, rehearse it.");
        }

        var burst = await runtime.StartAsync(definitionId, Guid.CreateVersion7().ToString("N"), input, correlationId, cancellation);
        audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} started a run of “{published.Definition.Name}”.");
        return burst.Instance;
    }
}
