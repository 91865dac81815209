using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Authoring.Publishing;

/// <summary>All that is wrong with a definition where it would be published: in itself, with the definitions it uses as activities, and with the addresses it answers at.</summary>
public sealed class ReadyToPublish(DefinitionCheck check, EndpointsTaken endpoints, DefinitionCache definitions, DirectRows rows)
{
    public async Task<IReadOnlyList<Problem>> ProblemsOfAsync(WorkflowDefinition definition, CancellationToken cancellation)
    {
        var used = await definitions.UsedByAsync(rows, definition, [], cancellation);
        return
        [
            .. check.Check(definition, reference => used(reference) ?? (reference.DefinitionId == definition.DefinitionId ? definition : null)),
            .. await endpoints.ProblemsOfAsync(definition, cancellation),
        ];
    }
}
