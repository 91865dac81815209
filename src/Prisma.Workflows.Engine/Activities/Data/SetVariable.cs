using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Activities.Data;

/// <summary>Gives a variable a value.</summary>
[Activity("Elsa.SetVariable", Category = "Primitives", Description = "Assigns a value to a variable.")]
sealed class SetVariable : Activity
{
    [Input(Plain = true, UiHint = UiHints.VariablePicker, TypeName = "Object")]
    public JsonNode? Variable { get; set; }

    [Input(Description = "The value to assign.")]
    public object? Value { get; set; }

    public override void Execute(ActivityContext context)
    {
        var target = TargetOf(context.Node) ?? "";
        if (!context.Variables.TryGet(target, out _))
            throw new InvalidOperationException($"Variable '{target}' not found.");
        context.SetVariable(target, Value);
        context.Complete();
    }

    public override IEnumerable<Problem> Validate(ActivityNode node)
    {
        if (TargetOf(node) is null)
            yield return Problem.Error("NoVariable", node.Id, $"Activity '{node.Id}' names no variable to set; choose one.");
    }

    /// <summary>The id, else the name, of the variable; written plain or as a Variable expression.</summary>
    internal static string? TargetOf(ActivityNode node)
    {
        var member = node.Member("variable");
        var named = member is JsonObject wrapper && wrapper["expression"] is JsonObject expression ? expression["value"] : member;
        return ExpressionEvaluator.NameIn(named) is { Length: > 0 } name ? name : null;
    }
}
