using Acornima;
using Acornima.Ast;

namespace Prisma.Workflows.Engine.Expressions.Plain;

/// <summary>A script that only chooses between constants and the members of variables: it is answered from its syntax tree, without a JavaScript engine.</summary>
sealed class PlainScript
{
    /// <summary>The answer when only a JavaScript engine knows it.</summary>
    internal static readonly object Beyond = new();

    const double LargestWhole = 9_007_199_254_740_991;
    const int LongestText = 10_000;

    static readonly ParserOptions Parsing = new() { AllowReturnOutsideFunction = true, Tolerant = false };

    readonly Node _body;

    PlainScript(Node body) => _body = body;

    /// <summary>What a JavaScript engine prepared for the values that are beyond this one.</summary>
    internal JavaScriptLanguage.Script? Full { get; set; }

    /// <summary>Null for a script that does more, or that cannot be read.</summary>
    internal static PlainScript? Read(string script)
    {
        try
        {
            return Parse(script).Body switch
            {
                [ExpressionStatement { Expression: var body }] when IsPlain(body) => new PlainScript(body),
                [ReturnStatement { Argument: { } body }] when IsPlain(body) => new PlainScript(body),
                _ => null,
            };
        }
        catch (Exception exception) when (exception is ParseErrorException or ExpressionException)
        {
            return null;
        }
    }

    /// <summary>The syntax of any script.</summary>
    /// <exception cref="ParseErrorException">It cannot be read.</exception>
    /// <exception cref="ExpressionException">It is nested too deeply.</exception>
    internal static Program Parse(string script)
    {
        try
        {
            var program = new Parser(Parsing).ParseScript(script);
            return SyntaxDepth.IsTooDeep<Node>(program, node => node.ChildNodes) ? throw new ExpressionException(SyntaxDepth.Fault) : program;
        }
        catch (InsufficientExecutionStackException exception)
        {
            throw new ExpressionException(SyntaxDepth.Fault, exception);
        }
    }

    /// <summary>The script's value, or <see cref="Beyond"/>.</summary>
    internal object? Evaluate(IExpressionScope scope) => Value(_body, scope) switch
    {
        null => null,
        bool flag => flag,
        long number when Math.Abs((double)number) <= LargestWhole => number,
        string { Length: <= LongestText } text => text,
        JsonObject made when _body is ObjectExpression => made,
        _ => Beyond,
    };

    static bool IsPlain(Node node) => node switch
    {
        StringLiteral or BooleanLiteral or NullLiteral => true,
        NumericLiteral { Value: var number } => number % 1 == 0 && Math.Abs(number) <= LargestWhole,
        ConditionalExpression choice => IsPlain(choice.Test) && IsPlain(choice.Consequent) && IsPlain(choice.Alternate),
        LogicalExpression { Operator: Operator.LogicalAnd or Operator.LogicalOr } both => IsPlain(both.Left) && IsPlain(both.Right),
        UnaryExpression { Operator: Operator.LogicalNot } not => IsPlain(not.Argument),
        MemberExpression { Computed: false, Optional: false, Property: Identifier, Object: var owner } => owner is Identifier { Name: "variables" } || (owner is MemberExpression && IsPlain(owner)),
        ObjectExpression made => made.Properties.All(one => one is ObjectProperty { Kind: PropertyKind.Init, Computed: false, Method: false, Shorthand: false, Key: Identifier { Name: not "__proto__" } } property
            && property.Value is not ObjectExpression && IsPlain(property.Value)),
        _ => false,
    };

    static object? Value(Node node, IExpressionScope scope) => node switch
    {
        StringLiteral text => text.Value,
        BooleanLiteral flag => flag.Value,
        NullLiteral => null,
        NumericLiteral number => (long)number.Value,
        ConditionalExpression choice => Then(Truth(Value(choice.Test, scope)), isTrue => Value(isTrue ? choice.Consequent : choice.Alternate, scope)),
        LogicalExpression both => Logical(both, scope),
        UnaryExpression not => Then(Truth(Value(not.Argument, scope)), isTrue => !isTrue),
        MemberExpression member => Member(member, scope),
        ObjectExpression made => Object(made, scope),
        _ => Beyond,
    };

    static object? Logical(LogicalExpression both, IExpressionScope scope)
    {
        var left = Value(both.Left, scope);
        return Then(Truth(left), isTrue => isTrue == (both.Operator == Operator.LogicalAnd) ? Value(both.Right, scope) : left);
    }

    /// <summary>Of what is missing, only an engine knows whether the language itself has it.</summary>
    static object? Member(MemberExpression member, IExpressionScope scope)
    {
        var name = ((Identifier)member.Property).Name;
        if (member.Object is Identifier)
            return scope.VariableNames.Contains(name, StringComparer.Ordinal) && scope.TryGetVariable(name, out var variable) ? Known(variable) : Beyond;
        return Value(member.Object, scope) is JsonObject owner && owner.TryGetPropertyValue(name, out var value) ? Known(value) : Beyond;
    }

    static object? Object(ObjectExpression made, IExpressionScope scope)
    {
        var members = new JsonObject();
        foreach (var property in made.Properties.Cast<ObjectProperty>())
        {
            var value = Value(property.Value, scope);
            if (value is not (null or bool or string { Length: <= LongestText }))
                return Beyond;
            members[((Identifier)property.Key).Name] = JsonValues.ToJson(value);
        }

        return members;
    }

    static object? Known(object? value) => value is JsonValue scalar ? JsonValues.ToValue(scalar) : value;

    static object? Then(bool? truth, Func<bool, object?> go) => truth is { } known ? go(known) : Beyond;

    static bool? Truth(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        string text => text.Length > 0,
        long number => number != 0,
        JsonObject or JsonArray => true,
        _ => null,
    };
}
