using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Activities;

/// <summary>Evaluates a node's expressions into the properties of its activity; what never changes is converted once.</summary>
sealed class InputBinder(ActivityCatalogue catalogue, ExpressionEvaluator expressions)
{
    /// <summary>A history is for reading: of longer values it keeps the beginning.</summary>
    internal const int LongestLogged = 4000;

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

    /// <summary>Whether any input of the node is computed and may stand in its history.</summary>
    internal bool Computes(ActivityNode node) => PlanOf(node).Logged.Length > 0;

    /// <summary>The inputs that were computed, for the activity's history; those that stand in the definition are read there.</summary>
    internal JsonObject? Computed(Activity activity, ActivityContext context)
    {
        JsonObject? computed = null;
        foreach (var property in PlanOf(context.Node).Logged)
        {
            if (context.Burst.Definition.Keeps(context.Node, property.Name))
                (computed ??= [])[property.Name] = Short(property.Get(activity));
        }

        return computed;
    }

    internal static JsonNode? Short(object? value) =>
        ValueConverter.ToText(value) is { Length: > LongestLogged } text ? JsonValue.Create(string.Concat(text.AsSpan(0, LongestLogged), "…")) : JsonValues.ToJson(value);

    internal object? Evaluate(Expression expression, ActivityContext context, JsonObject? arguments = null) =>
        expressions.Evaluate(expression, new ExpressionScope(context, arguments));

    void Bind(Activity activity, BoundInput input, ActivityContext context)
    {
        try
        {
            var given = Evaluate(input.Expression!, context);
            var type = input.Property.ValueType;
            var value = IsElsas(context.Node) ? ValueConverter.ConvertOrNought(given, type) ?? Nought(type) : ValueConverter.Convert(given, type);
            if (value is not null)
                input.Property.Set(activity, value);
        }
        catch (ExpressionException exception)
        {
            throw new ExpressionException($"Failed to evaluate activity input '{input.Property.Name}': {exception.Message}", exception);
        }
    }

    /// <summary>What an expression makes nothing of is the nought of a type that has one, not what the activity would do without the expression.</summary>
    static object? Nought(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    /// <summary>An activity that Elsa has converts as it does there; one that it has not says what is wrong.</summary>
    static bool IsElsas(ActivityNode node) => node.Type.StartsWith("Elsa.", StringComparison.Ordinal);

    Plan PlanOf(ActivityNode node)
    {
        if (node.Plan is Plan plan && ReferenceEquals(plan.Catalogue, catalogue))
            return plan;
        var type = catalogue.TypeOf(node);
        plan = new Plan(catalogue, type, type is null ? [] : [.. type.Inputs.Select(property => BoundInput.Of(property, node)).OfType<BoundInput>()]);
        node.Plan = plan;
        return plan;
    }

    sealed record Plan(ActivityCatalogue Catalogue, ActivityType? Type, BoundInput[] Inputs)
    {
        internal InputProperty[] Logged { get; } = [.. Inputs.Where(input => input.IsLogged).Select(input => input.Property)];
    }

    sealed record BoundInput(InputProperty Property, Expression? Expression, bool IsConstant, object? Constant)
    {
        internal bool IsLogged => Expression is { IsGiven: false } && !Property.Attribute.Unlogged;

        internal static BoundInput? Of(InputProperty property, ActivityNode node)
        {
            if (property.Attribute.Deferred)
                return null;
            if (node.Input(property.Name) is not { } input)
                return property.Attribute.Plain && node.Member(property.Name) is { } member ? new(property, Expression.Literal(member), false, null) : null;
            if (InputProperty.StandsAsWritten(input.Expression, property.ValueType))
                return string.IsNullOrWhiteSpace(input.Expression.Text) ? null : Literal(property, Expression.Literal(input.Expression.Text));
            if (!input.Expression.Type.Equals(ExpressionTypes.Literal, StringComparison.OrdinalIgnoreCase) || input.Expression.Value is JsonObject or JsonArray)
                return new(property, input.Expression, false, null);
            return Literal(property, input.Expression);
        }

        static BoundInput? Literal(InputProperty property, Expression expression)
        {
            try
            {
                var value = ValueConverter.Convert(JsonValues.ToValue(expression.Value), property.ValueType);
                if (value is null && !property.ValueType.IsValueType)
                    return null;
                return value is null or JsonNode or IReadOnlyList<string> ? new(property, expression, false, null) : new(property, null, true, value);
            }
            catch (ExpressionException)
            {
                return new(property, expression, false, null);
            }
        }
    }
}
