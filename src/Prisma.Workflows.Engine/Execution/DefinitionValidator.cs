using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>Finds everything that is wrong with a definition before it is published.</summary>
public sealed class DefinitionValidator(ActivityCatalogue catalogue)
{
    public IReadOnlyList<Problem> Validate(WorkflowDefinition definition, Func<DefinitionReference, WorkflowDefinition?>? find = null)
    {
        var problems = new List<Problem>();
        foreach (var node in definition.Nodes)
        {
            if (catalogue.TypeOf(node) is null)
                problems.Add(Problem.Error("UnknownActivityType", node.Id, $"Activity '{node.Id}' is of the unknown type '{node.Type}'; replace it."));
        }

        return problems;
    }
}
