using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>The variables that an expression of a definition may find: those declared anywhere in it, what it is given and gives, what loops give their bodies, and what a script makes.</summary>
sealed class KnownVariables(WorkflowDefinition definition)
{
    static readonly string[] OfLoops = ["CurrentValue", "CurrentIndex"];

    readonly Lazy<HashSet<string>> _names = new(() =>
    [
        .. definition.Variables.Concat(definition.Nodes.SelectMany(node => node.Variables)).SelectMany(variable => new[] { variable.Id, variable.Name }),
        .. definition.Inputs.Concat(definition.Outputs).Select(argument => argument.Name),
        .. OfLoops,
        .. definition.Nodes.SelectMany(MadeBy),
    ]);

    readonly Lazy<bool> _givesArguments = new(() => definition.Nodes.Any(node => node.Type == "Elsa.BulkDispatchWorkflows"));

    readonly Lazy<string[]> _activities = new(() => [.. definition.Nodes.Select(node => "From" + JavaScriptSandbox.Pascal(node.Name ?? node.Id))]);

    internal bool Has(string name) => _names.Value.Contains(name);

    /// <summary>What to say of a name that is not declared: what is used in place sees the variables around it, too.</summary>
    internal string Otherwise(string advice) => definition.Options.UsableAsActivity ? "which is not declared here; it is only there if a workflow that uses this one has it." : advice;

    /// <summary>Whether something has the name that follows “get”, or is an output of an activity, such as ResultFromAskThem; of what many children are started with, nothing is known before.</summary>
    internal bool HasGetter(string subject) =>
        Has(subject) || _givesArguments.Value || _names.Value.Any(name => JavaScriptSandbox.Pascal(name) == subject) || _activities.Value.Any(end => subject.EndsWith(end, StringComparison.Ordinal));

    static IEnumerable<string> MadeBy(ActivityNode node) =>
        from input in node.Inputs.Values
        where input.Expression.Type == ExpressionTypes.JavaScript || input.Name.Equals("script", StringComparison.OrdinalIgnoreCase)
        where JavaScriptLanguage.NamesIn(input.Expression.Text, out var fault) is var names && fault is null && (names.Contains("variables") || names.Contains("setVariable"))
        from name in AskedNames.InScript(input.Expression.Text).Made
        select name;
}
