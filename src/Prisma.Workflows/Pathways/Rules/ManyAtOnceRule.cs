using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Runtime.Triggers;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>A pathway is walked by many at once, so it cannot allow a single run at a time.</summary>
sealed class ManyAtOnceRule : IDefinitionRule
{
    public IEnumerable<Problem> ProblemsOf(WorkflowDefinition definition)
    {
        if (definition.IsPathway() && Activation.IsSingleton(definition))
            yield return Problem.Error("OneAtATime", null, "Only one person at a time could walk this pathway. Choose “Always” as its activation strategy.");
    }
}
