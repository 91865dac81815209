using Scriban.Syntax;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>Everything a template names, as paths into its facts ("step.purpose.so_that", "review.questions[].text"), and the functions it calls.</summary>
sealed class TemplateNames : ScriptVisitor
{
    public static readonly TemplateNames None = new();

    static readonly HashSet<string> OfLoops = ["for", "while", "tablerow"];
    static readonly HashSet<string> KeepingElements = ["sort", "reverse", "limit", "offset", "compact", "uniq", "filter"];

    readonly HashSet<string> _named = [];
    readonly HashSet<string> _tested = [];
    readonly HashSet<string> _functions = [];

    readonly Dictionary<string, int> _lines = [];

    // What a template's own variable stands for; null where that cannot be told.
    readonly Dictionary<string, string?> _own = [];

    TemplateNames()
    {
    }

    public IReadOnlySet<string> Named => _named;

    /// <summary>Paths that an "if" asks about: they may be absent.</summary>
    public IReadOnlySet<string> Tested => _tested;

    /// <summary>Such as "string.upcase"; what stands alone is in <see cref="Named"/> and unknown unless it is a fact.</summary>
    public IReadOnlySet<string> Functions => _functions;

    /// <summary>The line on which the name or function stands first.</summary>
    public int LineOf(string name) => _lines[name];

    public static TemplateNames In(ScriptNode page)
    {
        var names = new TemplateNames();
        names.Visit(page);
        return names;
    }

    public override void Visit(ScriptVariableGlobal node) => Note(node);

    public override void Visit(ScriptVariableLocal node) => Note(node);

    public override void Visit(ScriptMemberExpression node)
    {
        if (!Note(node))
            Visit(node.Target);
    }

    public override void Visit(ScriptForStatement node)
    {
        Visit(node.Iterator);
        var variable = (node.Variable as ScriptVariable)?.Name ?? "";
        var isNew = _own.TryAdd(variable, ElementsOf(node.Iterator));
        Visit(node.Body);
        if (isNew)
            _own.Remove(variable);
        Visit(node.Else);
    }

    public override void Visit(ScriptAssignExpression node)
    {
        Visit(node.Value);
        if (node.Target is ScriptVariable variable)
            _own[variable.Name] = PathOf(node.Value);
    }

    public override void Visit(ScriptCaptureStatement node)
    {
        if (node.Target is ScriptVariable variable)
            _own[variable.Name] = null;
        Visit(node.Body);
    }

    public override void Visit(ScriptNamedArgument node) => Visit(node.Value);

    public override void Visit(ScriptIfStatement node)
    {
        Test(node.Condition);
        base.Visit(node);
    }

    public override void Visit(ScriptConditionalExpression node)
    {
        Test(node.Condition);
        base.Visit(node);
    }

    public override void Visit(ScriptBinaryExpression node)
    {
        if (node.Operator == ScriptBinaryOperator.EmptyCoalescing)
            Test(node.Left);
        base.Visit(node);
    }

    void Test(ScriptExpression? condition)
    {
        switch (condition)
        {
            case ScriptNestedExpression nested:
                Test(nested.Expression);
                break;
            case ScriptUnaryExpression { Operator: ScriptUnaryOperator.Not } not:
                Test(not.Right);
                break;
            case ScriptBinaryExpression { Operator: ScriptBinaryOperator.And or ScriptBinaryOperator.Or } both:
                Test(both.Left);
                Test(both.Right);
                break;
            case not null when PathOf(condition) is { } path:
                Add(_tested, path, condition);
                break;
        }
    }

    bool Note(ScriptExpression expression)
    {
        if (FunctionOf(expression) is { } function)
        {
            Add(_functions, function, expression);
            return true;
        }

        if (PathOf(expression) is { } path)
        {
            Add(_named, path, expression);
            return true;
        }

        return expression is ScriptVariable;
    }

    void Add(HashSet<string> names, string name, ScriptExpression at)
    {
        names.Add(name);
        _lines.TryAdd(name, TemplateSource.LineOf(at.Span));
    }

    string? PathOf(ScriptExpression? expression) => expression switch
    {
        ScriptVariable variable when _own.TryGetValue(variable.Name, out var path) => path,
        ScriptVariable variable when OfLoops.Contains(variable.Name) || TemplateFunctions.Groups.Contains(variable.Name) => null,
        ScriptVariable variable => variable.Name,
        ScriptMemberExpression member => PathOf(member.Target) is { } target ? $"{target}.{member.Member?.Name}" : null,
        ScriptIndexerExpression indexer => PathOf(indexer.Target) is { } target ? $"{target}[]" : null,
        ScriptNestedExpression nested => PathOf(nested.Expression),
        _ => null,
    };

    string? ElementsOf(ScriptExpression? iterator) => iterator switch
    {
        ScriptPipeCall pipe => KeepsElements(pipe.To) ? ElementsOf(pipe.From) : null,
        ScriptNestedExpression nested => ElementsOf(nested.Expression),
        _ => PathOf(iterator) is { } path ? $"{path}[]" : null,
    };

    static bool KeepsElements(ScriptExpression? call)
    {
        var function = call is ScriptFunctionCall { Target: var target } ? target : call;
        return function is not null && FunctionOf(function) is { } name
            && name.StartsWith("array.", StringComparison.Ordinal) && KeepingElements.Contains(name["array.".Length..]);
    }

    static string? FunctionOf(ScriptExpression expression) => expression switch
    {
        ScriptMemberExpression { Target: ScriptVariable group } member when TemplateFunctions.Groups.Contains(group.Name) => $"{group.Name}.{member.Member?.Name}",
        ScriptVariable variable when TemplateFunctions.OfLinks.Contains(variable.Name) => variable.Name,
        _ => null,
    };
}
