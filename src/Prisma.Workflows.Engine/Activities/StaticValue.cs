using System.Text.Json;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Activities;

/// <summary>Reads inputs that say the same on every run, for what must be known without running: outcomes, checks.</summary>
public static class StaticValue
{
    /// <summary>The text of a literal input; null when it is absent or computed.</summary>
    public static string? Text(ActivityNode node, string input) =>
        node.Input(input) is { } value && IsStatic(value.Expression) ? value.Expression.Text : null;

    /// <summary>The texts of a literal list; null when it is absent, computed or no list.</summary>
    public static IReadOnlyList<string>? Texts(ActivityNode node, string input)
    {
        if (node.Member(input) is JsonArray plain)
            return Strings(plain);
        if (node.Input(input)?.Expression is not { } expression || !IsStatic(expression))
            return null;
        try
        {
            return (expression.Value as JsonArray ?? JsonNode.Parse(expression.Text) as JsonArray) is { } array ? Strings(array) : null;
        }
        catch (JsonException)
        {
            return expression.Text.Length > 0 ? [expression.Text] : null;
        }
    }

    /// <summary>Whether the input is given and only known on a run.</summary>
    public static bool IsComputed(ActivityNode node, string input) => node.Input(input) is { } value && !IsStatic(value.Expression);

    static IReadOnlyList<string> Strings(JsonArray array) => [.. array.Select(item => ValueConverter.ToText(JsonValues.ToValue(item)) ?? "")];

    static bool IsStatic(Expression expression) =>
        expression.Type is ExpressionTypes.Literal or ExpressionTypes.Structure or ExpressionTypes.Json;
}
