using Prisma.Workflows.Audit;
using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Triggers;

namespace Prisma.Workflows.Pathways.Runs;

/// <summary>An administrator starts a published definition that is nobody's pathway.</summary>
public sealed class StartRun(DirectRows rows, DefinitionCache definitions, WorkflowRuntime runtime, AuditTrail audit)
{
    public async Task<Outcome<WorkflowInstance>> ExecuteAsync(string definitionId, VersionWanted wanted, StartRequest request, Actor by, CancellationToken cancellation)
    {
        if (await definitions.FindPublishedAsync(rows, definitionId, cancellation) is not { } published)
            return Problems.Refused("Nothing of this definition is published, so it cannot be run. Publish it first.");
        if (!await wanted.In(rows.Context.Definitions.Where(version => version.Id == published.Id)).AnyAsync(cancellation))
            return Problems.Refused($"What is published is version {published.Definition.Version}, and only that can be run. Publish the other, or leave “versionOptions” out.");
        if (request.TriggerActivityId is { } trigger && !published.Definition.NodesById.ContainsKey(trigger))
            return Problems.Refused($"There is no activity “{trigger}” at which it could begin.");
        if (published.Definition.Nodes.Any(node => node.Type.StartsWith("Prisma.", StringComparison.Ordinal)))
            return Problems.Refused("A pathway is walked by a person: it begins when somebody answers an event's call. To see how it goes, rehearse it.");
        try
        {
            var burst = await runtime.StartAsync(published.Id, published.Definition, request, cancellation);
            audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} started a run of “{published.Definition.Name}”.");
            return burst.Instance;
        }
        catch (StartRefusedException refused)
        {
            return Problems.Refused(refused.Message);
        }
    }
}
