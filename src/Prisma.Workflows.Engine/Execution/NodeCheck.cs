using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Activities.Composition;
using Prisma.Workflows.Engine.Activities.Data;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>Looks at one node: its type, its inputs and outputs, and what its activity says of it.</summary>
sealed class NodeCheck(ActivityCatalogue catalogue, WorkflowDefinition definition, KnownVariables variables, ActivityNode node, Func<DefinitionReference, WorkflowDefinition?>? find)
{
    internal IEnumerable<Problem> Problems()
    {
        var type = catalogue.TypeOf(node);
        if (type is null)
            return [Unknown(), .. Expressions()];
        return
        [
            .. Child(),
            .. Inputs(type),
            .. Expressions(),
            .. Outputs(),
            .. Target(),
            .. type.Create().Validate(node),
        ];
    }

    Problem Unknown()
    {
        if (node.Type == NotFoundPlaceholder.Type)
        {
            var missing = NotFoundPlaceholder.MissingType(node.Json);
            return Problem.Error("UnknownActivityType", node.Id, $"Activity '{node.Id}' stands for one of the unknown type '{missing}'; replace it, or install what provides that type.");
        }

        return WhyRefused(node.Type) is { } reason
            ? Problem.Error("RefusedActivity", node.Id, $"Activity '{node.Id}' {reason}")
            : Problem.Error("UnknownActivityType", node.Id, $"Activity '{node.Id}' is of the unknown type '{node.Type}'; {WayOut}.");
    }

    /// <summary>A definition used as an activity is found by the id that Elsa writes beside its type.</summary>
    string WayOut => catalogue.Nearest(node.Type) is { } near ? $"did you mean '{near}'? Otherwise replace it, or install what provides that type"
        : node.Type.Contains('.', StringComparison.Ordinal) ? "replace it, or install what provides that type"
        : "replace it, or, where it is a definition of that name, give it that one's workflowDefinitionId";

    IEnumerable<Problem> Child()
    {
        if (node.Definition is not { } reference || catalogue.Contains(node.Type) || find is null)
            yield break;
        if (find(reference) is not { } child)
        {
            yield return Problem.Error("MissingWorkflow", node.Id, $"Activity '{node.Id}' uses the definition '{reference.DefinitionId}', which is not here; import it first.");
            yield break;
        }

        if (WorkflowInPlace.IsAllOf(definition, node) && (child.Inputs.Any(input => node.Input(input.Name) is not null) || node.Outputs.Count > 0))
            yield return Problem.Warning("IgnoredInputs", node.Id, $"Activity '{node.Id}' is all there is in the definition, so its inputs and outputs are ignored, as in Elsa; put it into a flowchart.");

        foreach (var input in child.Inputs.Where(input => input.IsRequired && node.Input(input.Name) is null))
            yield return Problem.Error("MissingInput", node.Id, $"Activity '{node.Id}' gives no '{input.DisplayName}', which '{child.Name}' needs.");
    }

    IEnumerable<Problem> Inputs(ActivityType type)
    {
        foreach (var name in node.UntypedInputs)
            yield return Problem.Warning("UntypedInput", node.Id, $"Input '{name}' of activity '{node.Id}' has no typeName and is therefore ignored, as in Elsa; add one.");

        foreach (var property in type.Inputs)
        {
            var given = node.Input(property.Name);
            if (property.Attribute.Required && IsAbsent(given))
                yield return Problem.Error("MissingInput", node.Id, $"Activity '{node.Id}' has no '{InputName(type, property)}'; give it one.");
            else if (given is not null && BadLiteral(property, given) is { } fault)
                yield return Problem.Error("BadValue", node.Id, $"Input '{InputName(type, property)}' of activity '{node.Id}': {fault}");
        }
    }

    IEnumerable<Problem> Expressions() =>
        node.Inputs.Values.Select(input => (Place: $"Input '{input.Name}'", Expression: Written(input)))
            .Concat(node.Cases.Select(item => (Place: $"Case '{item.Label}'", Expression: item.Condition)))
            .SelectMany(pair => new ExpressionCheck(definition, variables, node, pair.Place, pair.Expression).Problems());

    /// <summary>The text of a scripting activity is a script, though it is given as a literal; what stands as it is written is none of the languages.</summary>
    Expression Written(InputValue input)
    {
        if (node.Type == "Elsa.RunJavaScript" && input.Name.Equals("script", StringComparison.OrdinalIgnoreCase) && input.Expression.Type == ExpressionTypes.Literal)
            return Expression.JavaScript(input.Expression.Text);
        var property = catalogue.TypeOf(node)?.Inputs.FirstOrDefault(property => property.Name.Equals(input.Name, StringComparison.OrdinalIgnoreCase));
        return property is not null && InputProperty.StandsAsWritten(input.Expression, property.ValueType) ? Expression.Literal(input.Expression.Value) : input.Expression;
    }

    IEnumerable<Problem> Outputs() =>
        from output in node.Outputs
        where !output.Value.StartsWith(node.Id + ":", StringComparison.Ordinal)
        where definition.Variable(output.Value) is null && definition.Outputs.All(declared => declared.Name != output.Value)
        select Problem.Warning("UnknownTarget", node.Id, $"Output '{output.Key}' of activity '{node.Id}' goes to '{output.Value}', which is no variable and no workflow output; declare it or choose another.");

    IEnumerable<Problem> Target()
    {
        if (node.Type == "Elsa.SetVariable" && SetVariable.TargetOf(node) is { } target && definition.Variable(target) is null)
            yield return Problem.Warning("UnknownVariable", node.Id, $"Activity '{node.Id}' sets the variable '{target}', {variables.Otherwise("which is not declared; declare it or choose another.")}");
    }

    static bool IsAbsent(InputValue? given) =>
        given is null || given.Expression.Type == ExpressionTypes.Literal && given.Expression.Text.Length == 0;

    static string? BadLiteral(InputProperty property, InputValue given)
    {
        if (given.Expression.Type != ExpressionTypes.Literal)
            return null;
        try
        {
            ValueConverter.Convert(JsonValues.ToValue(given.Expression.Value), property.ValueType);
            return null;
        }
        catch (ExpressionException exception)
        {
            return exception.Message;
        }
    }

    static string InputName(ActivityType type, InputProperty property) =>
        type.Descriptor.Inputs.First(input => input.Name == property.Name).DisplayName;

    /// <summary>What is known of Elsa's activities that are not run here; the file keeps them.</summary>
    static string? WhyRefused(string type) => type switch
    {
        "Elsa.RunCSharp" => "runs C#, which is not run here; write it with Elsa.RunJavaScript.",
        "Elsa.RunPython" => "runs Python, which is not run here; write it with Elsa.RunJavaScript.",
        "Elsa.ReadLine" => "reads from a console, and there is none here; wait for an Elsa.Event or Elsa.RunTask instead.",
        "Elsa.DownloadHttpFile" or "Elsa.WriteFileHttpResponse" => "handles files over HTTP, which is not done here; use Elsa.SendHttpRequest or Elsa.WriteHttpResponse.",
        "Elsa.Inline" or "Elsa.Workflows.Management.Activities.HostMethod.HostMethodActivity" => "runs code of the program it was made in, which is not here; replace it.",
        _ => null,
    };
}
