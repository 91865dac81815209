using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Activities;

/// <summary>Evaluates a node's expressions into the properties of its activity; what never changes is converted once.</summary>
sealed class InputBinder(ActivityCatalogue catalogue, ExpressionEvaluator expressions)
{
    internal ActivityCatalogue Catalogue => catalogue;

    /// <summary>The activity for one call, without its inputs; null for an unknown type.</summary>
    internal Activity? Create(ActivityNode node) => PlanOf(node).Type?.Create();

    internal ActivityDescriptor? Describe(ActivityNode node) => PlanOf(node).Type?.Descriptor;

    internal void Bind(Activity activity, ActivityContext context)
    {
        foreach (var input in PlanOf(context.Node).Inputs)
        {
            if (input.IsConstant)
                input.Property.Set(activity, input.Constant);
            else
                Bind(activity, input, context);
        }
    }

    /// <summary>The inputs an activity was given, for its history.</summary>
    internal static JsonObject Describe(Activity activity, Func<string, bool> isKept)
    {
        var inputs = new JsonObject();
        foreach (var property in activity.Type!.Inputs.Where(property => isKept(property.Name)))
            inputs[property.Name] = JsonValues.ToJson(property.Get(activity));
        return inputs;
    }

    internal object? Evaluate(Expression expression, ActivityContext context, JsonObject? arguments = null) =>
        expressions.Evaluate(expression, new ExpressionScope(context, arguments));

    void Bind(Activity activity, BoundInput input, ActivityContext context)
    {
        try
        {
            var value = ValueConverter.Convert(Evaluate(input.Expression!, context), input.Property.ValueType);
            if (value is not null)
                input.Property.Set(activity, value);
        }
        catch (ExpressionException exception)
        {
            throw new ExpressionException($"Failed to evaluate activity input '{input.Property.Name}': {exception.Message}", exception);
        }
    }

    Plan PlanOf(ActivityNode node)
    {
        if (node.Plan is Plan plan && ReferenceEquals(plan.Catalogue, catalogue))
            return plan;
        var type = catalogue.TypeOf(node);
        plan = new Plan(catalogue, type, type is null ? [] : [.. type.Inputs.Select(property => BoundInput.Of(property, node)).OfType<BoundInput>()]);
        node.Plan = plan;
        return plan;
    }

    sealed record Plan(ActivityCatalogue Catalogue, ActivityType? Type, BoundInput[] Inputs);

    sealed record BoundInput(InputProperty Property, Expression? Expression, bool IsConstant, object? Constant)
    {
        internal static BoundInput? Of(InputProperty property, ActivityNode node)
        {
            if (property.Attribute.Deferred)
                return null;
            if (node.Input(property.Name) is not { } input)
                return property.Attribute.Plain && node.Member(property.Name) is { } member ? new(property, Expression.Literal(member), false, null) : null;
            if (!input.Expression.Type.Equals(ExpressionTypes.Literal, StringComparison.OrdinalIgnoreCase) || input.Expression.Value is JsonObject or JsonArray)
                return new(property, input.Expression, false, null);
            return Literal(property, input.Expression);
        }

        static BoundInput? Literal(InputProperty property, Expression expression)
        {
            try
            {
                var value = ValueConverter.Convert(JsonValues.ToValue(expression.Value), property.ValueType);
                if (value is null)
                    return null;
                return value is JsonNode or IReadOnlyList<string> ? new(property, expression, false, null) : new(property, null, true, value);
            }
            catch (ExpressionException)
            {
                return new(property, expression, false, null);
            }
        }
    }
}
