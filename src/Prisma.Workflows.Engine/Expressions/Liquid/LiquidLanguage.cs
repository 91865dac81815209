using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Prisma.Workflows.Engine.Expressions.Liquid;

/// <summary>Renders Liquid templates within limits.</summary>
sealed partial class LiquidLanguage(ExpressionLimits limits)
{
    /// <summary>The tags that mean here what they mean in Liquid; any other is refused by name rather than left out in silence.</summary>
    static readonly FrozenSet<string> Tags = new[]
    {
        "assign", "capture", "endcapture", "case", "when", "else", "endcase", "comment", "endcomment", "cycle", "for", "break", "continue",
        "endfor", "if", "elsif", "endif", "unless", "endunless", "raw", "endraw",
    }.ToFrozenSet();

    internal object? Evaluate(Expression expression, IExpressionScope scope)
    {
        var template = expression.Prepared as Template ?? Prepare(expression);
        try
        {
            var context = new LiquidBuiltIns(limits, () => scope.Now).AddTo(new LiquidContext
            {
                LoopLimit = 1000,
                RecursiveLimit = limits.Recursion,
                LimitToString = limits.ResultSize,
                OutputLimit = limits.ResultSize,
                OnStringLimit = ScriptLimitBehavior.Throw,
                OnOutputLimit = ScriptLimitBehavior.Throw,
                ObjectRecursionLimit = 20,
                RegexTimeOut = TimeSpan.FromMilliseconds(100),
                EnableRelaxedMemberAccess = true,
                MemberRenamer = static member => member.Name,
                TemplateLoader = null,
            });
            context.PushCulture(System.Globalization.CultureInfo.InvariantCulture);
            context.PushGlobal(Globals(scope));
            return template.Render(context);
        }
        catch (ScriptRuntimeException exception)
        {
            throw new ExpressionException(exception.OriginalMessage, exception);
        }
    }

    /// <summary>What is wrong with a template's syntax; null when nothing is.</summary>
    internal static string? SyntaxFault(string text)
    {
        Parse(text, out var fault);
        return fault;
    }

    /// <summary>The filters of a template that are not known here.</summary>
    internal static IEnumerable<string> UnknownFilters(string text)
    {
        var visitor = new FilterVisitor();
        visitor.Visit(Template.ParseLiquid(text).Page);
        return visitor.Unknown;
    }

    /// <summary>The tags of a template that are not known here.</summary>
    internal static IEnumerable<string> UnknownTags(string text) =>
        Tag().Matches(Untouched().Replace(text, "")).Select(match => match.Groups["tag"].Value).Where(tag => !Tags.Contains(tag)).Distinct();

    [GeneratedRegex(@"\{%-?\s*(?<tag>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\{%-?\s*(?<tag>raw|comment)\s*-?%\}.*?\{%-?\s*end\k<tag>\s*-?%\}", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Untouched();

    static Template Prepare(Expression expression)
    {
        var template = Parse(expression.Text, out var fault);
        if (fault is not null)
            throw new ExpressionException($"The template cannot be read: {fault}");
        if (UnknownTags(expression.Text).FirstOrDefault() is { } tag)
            throw new ExpressionException($"The Liquid tag '{tag}' is not known here.");
        ReadAsLiquid(template.Page!);
        expression.Prepared = template;
        return template;
    }

    /// <summary>Has the library take as Liquid does what loops go through, which of them follow their <c>else</c>, that a number was written with a fraction, and that of a comparison the first thing compared is written out.</summary>
    static void ReadAsLiquid(ScriptNode node)
    {
        if (node is ScriptForStatement { Iterator: { } items } loop)
        {
            loop.Iterator = null;
            loop.Iterator = new ScriptPipeCall { From = items, To = new ScriptVariableGlobal(LiquidBuiltIns.ItemsOf) };
        }

        while (node is ScriptExpressionStatement { Expression: ScriptBinaryExpression { Left: { } first, Operator: not (ScriptBinaryOperator.RangeInclude or ScriptBinaryOperator.RangeExclude) } comparison } output)
        {
            comparison.Left = null;
            output.Expression = first;
        }

        if (node is ScriptLiteral { Value: double and > -1e27 and < 1e27 } literal)
            literal.Value = (decimal)(double)literal.Value * 1.0m;
        foreach (var child in node.Children.OfType<ScriptNode>())
            ReadAsLiquid(child);
    }

    static Template Parse(string text, out string? fault)
    {
        var template = Template.ParseLiquid(text);
        fault = template.HasErrors ? template.Messages[0].Message
            : SyntaxDepth.IsTooDeep<ScriptNode>(template.Page!, node => node.Children) ? SyntaxDepth.Fault
            : null;
        return template;
    }

    static ScriptObject Globals(IExpressionScope scope)
    {
        var variables = new ScriptObject();
        foreach (var name in scope.VariableNames)
        {
            if (scope.TryGetVariable(name, out var value))
                variables[name] = ToTemplate(value);
        }

        var inputs = new ScriptObject();
        foreach (var name in scope.InputNames)
        {
            if (scope.TryGetInput(name, out var value))
                inputs[name] = ToTemplate(value);
        }

        return new ScriptObject
        {
            ["Variables"] = variables,
            ["Input"] = inputs,
            ["WorkflowInstanceId"] = scope.InstanceId,
            ["WorkflowDefinitionId"] = scope.DefinitionId,
            ["WorkflowDefinitionVersionId"] = scope.DefinitionVersionId,
            ["WorkflowDefinitionVersion"] = scope.DefinitionVersion,
            ["WorkflowInstanceName"] = scope.InstanceName,
            ["CorrelationId"] = scope.CorrelationId,
        };
    }

    static object? ToTemplate(object? value) => value switch
    {
        JsonObject members => Members(members),
        JsonArray items => new ScriptArray(items.Select(item => ToTemplate(JsonValues.ToValue(item)))),
        JsonValue scalar => JsonValues.ToValue(scalar),
        DateTimeOffset instant => instant.UtcDateTime,
        TimeSpan or Guid => ValueConverter.ToText(value),
        _ => value,
    };

    static ScriptObject Members(JsonObject source)
    {
        var members = new ScriptObject();
        foreach (var (name, value) in source)
            members[name] = ToTemplate(JsonValues.ToValue(value));
        return members;
    }

    sealed class FilterVisitor : ScriptVisitor
    {
        internal HashSet<string> Unknown { get; } = [];

        public override void Visit(ScriptPipeCall node)
        {
            var target = node.To is ScriptFunctionCall call ? call.Target : node.To;
            if (target is ScriptVariableGlobal { Name: var name } && !LiquidBuiltIns.Names.Contains(name))
                Unknown.Add(name);
            base.Visit(node);
        }
    }
}
