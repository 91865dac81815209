using System.Text.Json;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Definitions.Reading;
using Prisma.Workflows.Engine.Expressions.Liquid;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>Evaluates an expression in its scope; every kind the format has is handled here or refused with the reason.</summary>
public sealed class ExpressionEvaluator(ExpressionLimits? limits = null)
{
    readonly JavaScriptLanguage _javaScript = new(limits ?? new());
    readonly LiquidLanguage _liquid = new(limits ?? new());


    /// <summary>Runs one small script, so that the first real one is not slow.</summary>
    public void WarmUp() => _javaScript.WarmUp();

    internal object? Evaluate(Expression expression, IExpressionScope scope) => expression.Type switch
    {
        ExpressionTypes.Literal => JsonValues.ToValue(expression.Value) is var value && value is JsonNode shared ? shared.DeepClone() : value,
        ExpressionTypes.JavaScript => _javaScript.Evaluate(expression, scope),
        ExpressionTypes.Liquid => _liquid.Evaluate(expression, scope),
        ExpressionTypes.Structure or ExpressionTypes.Json => Json(expression),
        ExpressionTypes.Variable => Variable(expression, scope),
        ExpressionTypes.Input => scope.TryGetInput(NameIn(expression), out var input) ? input : null,
        ExpressionTypes.Output => scope.GetOutputOf(NameIn(expression), null),
        ExpressionTypes.Delegate => null,
        _ when ExpressionTypes.Refused.Contains(expression.Type, StringComparer.OrdinalIgnoreCase) =>
            throw new ExpressionException($"{expression.Type} expressions are not run here; write it in JavaScript or Liquid."),
        _ when ExpressionTypes.Supported.FirstOrDefault(type => type.Equals(expression.Type, StringComparison.OrdinalIgnoreCase)) is { } type =>
            Evaluate(new Expression(type, expression.Value), scope),
        _ => throw new ExpressionException($"Expressions of type '{expression.Type}' are unknown; use Literal, JavaScript, Liquid, Object, Variable or Input."),
    };

    static object? Variable(Expression expression, IExpressionScope scope) =>
        scope.TryGetVariable(NameIn(expression), out var value) ? value : null;

    /// <summary>As in Elsa, only what begins like an object or a list is read as JSON; anything else is the text it is.</summary>
    static object? Json(Expression expression)
    {
        if (expression.Value is JsonObject or JsonArray)
            return expression.Value.DeepClone();
        if (!ValueConverter.LooksLikeJson(expression.Text))
            return string.IsNullOrWhiteSpace(expression.Text) ? null : expression.Text;
        try
        {
            return JsonValues.ToValue(JsonNode.Parse(expression.Text));
        }
        catch (JsonException exception)
        {
            throw new ExpressionException($"The text is not valid JSON: {JsonFault.In(expression.Text) ?? exception.Message}", exception);
        }
    }

    internal static string NameIn(Expression expression)
    {
        if (expression.Prepared is string known)
            return known;
        var name = NameIn(expression.Value) ?? "";
        expression.Prepared = name;
        return name;
    }

    /// <summary>A reference is an object with an id or a name, the text of such an object, or the bare name; null where it is none of them.</summary>
    internal static string? NameIn(JsonNode? reference) => reference switch
    {
        JsonObject named => (JsonMembers.Get(named, "id") ?? JsonMembers.Get(named, "name"))?.ToString(),
        JsonValue text => text.ToString() is var written && written.StartsWith('{') ? NameIn(Written(written)) : written,
        _ => null,
    };

    static JsonObject? Written(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
