namespace Prisma.Workflows.Engine.Expressions;

/// <summary>Says how a value comes about: a literal, a script, a template, or a reference to a variable or an input.</summary>
public sealed class Expression(string type, JsonNode? value)
{
    public string Type { get; } = type;

    /// <summary>What the definition says, as it says it; never changed after reading.</summary>
    public JsonNode? Value { get; } = value;

    public string Text { get; } = value is null ? "" : ValueConverter.ToText(JsonValues.ToValue(value)) ?? "";

    /// <summary>Whether the value stands in the definition itself, and is not computed for each run.</summary>
    public bool IsGiven => IsOf(ExpressionTypes.Literal) || IsOf(ExpressionTypes.Structure) || IsOf(ExpressionTypes.Json);

    /// <summary>What a language made of the text, kept so that each text is parsed once.</summary>
    internal object? Prepared { get; set; }

    public static Expression Literal(JsonNode? value) => new(ExpressionTypes.Literal, value);

    public static Expression JavaScript(string script) => new(ExpressionTypes.JavaScript, JsonValue.Create(script));

    bool IsOf(string type) => Type.Equals(type, StringComparison.OrdinalIgnoreCase);
}
