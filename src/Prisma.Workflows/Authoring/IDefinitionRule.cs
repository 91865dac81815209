using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring;

/// <summary>Something that definitions have to keep to, beside what the engine asks of them.</summary>
public interface IDefinitionRule
{
    IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition);
}
