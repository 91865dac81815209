using Acornima;
using Acornima.Ast;
using Jint.Native;

namespace Prisma.Workflows.Engine.Expressions;

/// <summary>The objects and lists that one run of a script was given and may change in place: as in Elsa, what it changes in them stays changed.</summary>
sealed class LentValues(JavaScriptValues values, IExpressionScope scope)
{
    /// <summary>What changes the thing it is called on, or the first one it is given.</summary>
    static readonly HashSet<string> Changing =
    [
        "push", "pop", "shift", "unshift", "splice", "sort", "reverse", "fill", "copyWithin",
        "assign", "defineProperty", "defineProperties", "set", "deleteProperty", "call", "apply", "bind",
    ];

    readonly Dictionary<(string Name, bool IsInput), (JsValue Given, JsonNode Of)> _lent = [];

    /// <summary>Whether a script could change a thing that it did not make: only then are its values looked at again when it has ended.</summary>
    internal static bool MayChangeIn(Program program) => program.DescendantNodes().Any(node => node switch
    {
        AssignmentExpression assignment => assignment.Left is not Identifier,
        UpdateExpression update => update.Argument is not Identifier,
        UnaryExpression unary => unary.Operator == Operator.Delete,
        ForInStatement loop => loop.Left is not VariableDeclaration,
        ForOfStatement loop => loop.Left is not VariableDeclaration,
        CallExpression { Callee: MemberExpression member } => member.Computed || (member.Property is Identifier method && Changing.Contains(method.Name)),
        _ => false,
    });

    /// <summary>The same object each time it is asked for, so that a script meets its own changes.</summary>
    internal JsValue Lend(string name, bool isInput, object? value)
    {
        if (value is not (JsonObject or JsonArray))
            return values.ToScript(value);
        if (!_lent.TryGetValue((name, isInput), out var lent))
            _lent[(name, isInput)] = lent = (values.ToScript(value), (JsonNode)value);
        return lent.Given;
    }

    /// <summary>A variable was set: what it had is no longer its own, unless it was set to something lent.</summary>
    internal void Replace(string name, JsValue value)
    {
        var known = _lent.Values.FirstOrDefault(lent => ReferenceEquals(lent.Given, value));
        if (known.Given is null)
            _lent.Remove((name, false));
        else
            _lent[(name, false)] = known;
    }

    internal void TakeBack()
    {
        foreach (var ((name, isInput), (given, of)) in _lent)
        {
            var now = (JsonNode?)values.FromScript(given);
            if (JsonNode.DeepEquals(now, (JsonNode?)values.FromScript(values.ToScript(of))))
                continue;
            if (isInput)
                scope.SetInput(name, now);
            else
                scope.SetVariable(name, now);
        }
    }
}
