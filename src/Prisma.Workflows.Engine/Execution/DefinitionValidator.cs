using System.Text.RegularExpressions;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>Finds everything that is wrong with a definition, all at once, before it is published.</summary>
public sealed partial class DefinitionValidator(ActivityCatalogue catalogue)
{
    /// <param name="find">Finds the definitions it uses; without it, those are not looked for.</param>
    public IReadOnlyList<Problem> Validate(WorkflowDefinition definition, Func<DefinitionReference, WorkflowDefinition?>? find = null)
    {
        var problems = new List<Problem>();
        problems.AddRange(DuplicateIds(definition));
        problems.AddRange(Variables(definition.Variables, null));
        var variables = new KnownVariables(definition);
        foreach (var node in definition.Nodes)
        {
            problems.AddRange(Variables(node.Variables, node.Id));
            problems.AddRange(new NodeCheck(catalogue, definition, variables, node, find).Problems());
            if (node.Activities.Count > 0 || node.Connections.Count > 0)
                problems.AddRange(new FlowchartCheck(catalogue, node, find).Problems());
        }

        return problems;
    }

    [GeneratedRegex(@"^[\p{L}_$][\p{L}\p{M}\p{Nd}_$]*\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PlainName();

    static IEnumerable<Problem> DuplicateIds(WorkflowDefinition definition) => definition.Nodes
        .GroupBy(node => node.Id)
        .Where(group => group.Skip(1).Any())
        .Select(group => Problem.Error("DuplicateId", group.Key, $"{group.Count()} activities have the id '{group.Key}'; give each its own."));

    static IEnumerable<Problem> Variables(IReadOnlyList<Variable> variables, string? activityId)
    {
        foreach (var variable in variables)
        {
            if (variable.Name.Length == 0)
                yield return Problem.Warning("OddName", activityId, $"Variable '{variable.Id}' has no name, so that nothing can ask for it; give it one of letters, digits and _.");
            else if (!PlainName().IsMatch(variable.Name))
                yield return Problem.Warning("OddName", activityId, $"Variable '{variable.Name}' can be asked for by getVariable('{variable.Name}') alone; give it a name of letters, digits and _, to be asked for as variables.name.");
            if (!TypeNames.IsKnown(variable.TypeName, variable.IsArray))
                yield return Problem.Warning("UnknownType", activityId, $"Variable '{variable.Name}' has the type '{variable.TypeName}', which is not known here; it is kept, and takes any value as it is. Choose one of {string.Join(", ", TypeNames.ForVariables)}.");
            if (variable.HasUnknownDriver)
                yield return Problem.Warning("UnknownStorageDriver", activityId, $"Variable '{variable.Name}' is to be kept by '{variable.StorageDriver}', which is not known here; it is kept with the instance.");
        }

        foreach (var group in variables.GroupBy(variable => variable.Name).Where(group => group.Skip(1).Any()))
            yield return Problem.Error("DuplicateVariable", activityId, $"{group.Count()} variables have the name '{group.Key}'; rename all but one.");
    }
}
