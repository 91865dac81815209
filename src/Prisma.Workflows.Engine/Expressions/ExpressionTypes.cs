namespace Prisma.Workflows.Engine.Expressions;

/// <summary>The expression types that definitions may name.</summary>
public static class ExpressionTypes
{
    public const string Literal = "Literal";
    public const string Structure = "Object";
    public const string Json = "Json";
    public const string Variable = "Variable";
    public const string Input = "Input";
    public const string Output = "Output";
    public const string JavaScript = "JavaScript";
    public const string Liquid = "Liquid";
    public const string Delegate = "Delegate";
    public const string CSharp = "CSharp";
    public const string Python = "Python";

    public static IReadOnlyList<string> Supported { get; } = [Literal, Structure, Json, Variable, Input, Output, JavaScript, Liquid, Delegate];

    /// <summary>Known to Elsa, and refused here because they cannot be run safely.</summary>
    public static IReadOnlyList<string> Refused { get; } = [CSharp, Python];
}
