using Acornima.Ast;
using Prisma.Workflows.Engine.Expressions.Plain;
using Scriban;
using Scriban.Syntax;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>The variables that an expression asks for by name, the functions it calls without having them, and the variables it makes.</summary>
sealed class AskedNames
{
    internal HashSet<string> Variables { get; } = [];
    internal HashSet<string> Functions { get; } = [];
    internal HashSet<string> Made { get; } = [];

    internal static AskedNames InScript(string script)
    {
        var asked = new AskedNames();
        var nodes = PlainScript.Parse(script).DescendantNodesAndSelf().ToList();
        foreach (var node in nodes)
        {
            if (node is CallExpression { Callee: var called } call)
                asked.Add(called, call.Arguments is [StringLiteral { Value: var first }, ..] ? first : null);
            else if (node is AssignmentExpression { Left: var written } && NameOf(written) is { } made)
                asked.Made.Add(made);
        }

        // A function of the object itself is none of the variables.
        var functions = nodes.OfType<CallExpression>().Select(call => call.Callee).ToHashSet();
        asked.Variables.UnionWith(nodes.Where(node => !functions.Contains(node)).Select(NameOf).OfType<string>());
        asked.Functions.ExceptWith(nodes.OfType<IFunction>().Select(function => function.Id?.Name ?? "").Concat(nodes.OfType<VariableDeclarator>().Select(declared => (declared.Id as Identifier)?.Name ?? "")));
        return asked;
    }

    internal static AskedNames InTemplate(string template)
    {
        var visitor = new MemberVisitor();
        visitor.Visit(Template.ParseLiquid(template).Page);
        return visitor.Asked;
    }

    void Add(Node called, string? first)
    {
        if (called is not Identifier { Name: var name })
            return;
        if (name is "getVariable" or "setVariable")
            (name == "getVariable" ? Variables : Made).UnionWith(first is null ? [] : [first]);
        else
            Functions.Add(name);
    }

    static string? NameOf(Node node) => node switch
    {
        MemberExpression { Object: Identifier { Name: "variables" }, Computed: false, Property: Identifier { Name: var name } } => name,
        MemberExpression { Object: Identifier { Name: "variables" }, Computed: true, Property: StringLiteral { Value: var name } } => name,
        _ => null,
    };

    sealed class MemberVisitor : ScriptVisitor
    {
        internal AskedNames Asked { get; } = new();

        public override void Visit(ScriptMemberExpression node)
        {
            if (node.Target is ScriptVariableGlobal { Name: "Variables" })
                Asked.Variables.Add(node.Member!.Name);
            base.Visit(node);
        }
    }
}
