using System.Text.Json;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Definitions.Reading;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Expressions.Liquid;

namespace Prisma.Workflows.Engine.Execution;

/// <summary>Looks at one expression without running it.</summary>
sealed class ExpressionCheck(WorkflowDefinition definition, KnownVariables variables, ActivityNode node, string place, Expression expression)
{
    /// <summary>What dates have in .NET; in a script a date is one of JavaScript's, in Elsa too.</summary>
    static readonly string[] MembersOfNet = ["AddDays", "AddHours", "AddMinutes", "AddMonths", "AddSeconds", "AddYears"];

    internal IEnumerable<Problem> Problems()
    {
        var type = ExpressionTypes.Supported.FirstOrDefault(known => known.Equals(expression.Type, StringComparison.OrdinalIgnoreCase));
        return type switch
        {
            null => [Unsupported()],
            ExpressionTypes.JavaScript => JavaScript(),
            ExpressionTypes.Liquid => Liquid(),
            ExpressionTypes.Structure or ExpressionTypes.Json => Json(),
            ExpressionTypes.Variable => Variable(),
            _ => [],
        };
    }

    Problem Unsupported() => ExpressionTypes.Refused.Contains(expression.Type, StringComparer.OrdinalIgnoreCase)
        ? Problem.Error("RefusedExpression", node.Id, $"{Where} is written in {expression.Type}, which is not run here; write it in JavaScript or Liquid.")
        : Problem.Error("UnknownExpression", node.Id, $"{Where} is of the unknown kind '{expression.Type}'; choose {string.Join(", ", ExpressionTypes.Supported)}.");

    IEnumerable<Problem> JavaScript()
    {
        var names = JavaScriptLanguage.NamesIn(expression.Text, out var fault);
        if (fault is not null)
            yield return Problem.Error("BadScript", node.Id, $"{Where} has a script that cannot be read: {fault}");
        else if (names.Contains("getConfig"))
            yield return Problem.Error("RefusedFunction", node.Id, $"{Where} calls getConfig, which is not available: a workflow may not read the server's configuration.");
        if (fault is null)
        {
            foreach (var problem in Missing(AskedNames.InScript(expression.Text)))
                yield return problem;
        }

        foreach (var member in MembersOfNet.Where(names.Contains))
            yield return Problem.Warning("MemberOfNet", node.Id, $"{Where} uses {member}, which dates have in .NET and not in a script; write it with JavaScript's Date, or in milliseconds.");
    }

    IEnumerable<Problem> Liquid()
    {
        if (LiquidLanguage.SyntaxFault(expression.Text) is { } fault)
        {
            yield return Problem.Error("BadTemplate", node.Id, $"{Where} has a template that cannot be read: {fault}");
            yield break;
        }

        foreach (var filter in LiquidLanguage.UnknownFilters(expression.Text))
            yield return Problem.Error("UnknownFilter", node.Id, $"{Where} uses the Liquid filter '{filter}', which is not known here; write it in JavaScript.");
        foreach (var tag in LiquidLanguage.UnknownTags(expression.Text))
            yield return Problem.Error("UnknownTag", node.Id, $"{Where} uses the Liquid tag '{tag}', which is not known here; write it in JavaScript.");
        foreach (var problem in Missing(AskedNames.InTemplate(expression.Text)))
            yield return problem;
    }

    /// <summary>What a script or a template asks for by a name that nothing here has.</summary>
    IEnumerable<Problem> Missing(AskedNames asked)
    {
        foreach (var name in asked.Variables.Where(name => !variables.Has(name)))
            yield return Problem.Warning("UnknownVariable", node.Id, $"{Where} asks for the variable '{name}', {variables.Otherwise("which is not there; declare it, or ask for another.")}");
        foreach (var function in asked.Functions.Where(function => IsGetter(function) && !variables.HasGetter(function[3..])))
            yield return Problem.Warning("UnknownVariable", node.Id, $"{Where} calls {function}(), {variables.Otherwise("and there is no variable or input of that name; declare it, or ask for another.")}");
    }

    static bool IsGetter(string function) => function.Length > 3 && function.StartsWith("get", StringComparison.Ordinal) && !JavaScriptSandbox.Accessors.Contains(function);

    IEnumerable<Problem> Json()
    {
        if (expression.Value is JsonObject or JsonArray || !ValueConverter.LooksLikeJson(expression.Text) || ParseFault(expression.Text) is not { } fault)
            yield break;
        yield return Problem.Error("BadJson", node.Id, $"{Where} is not valid JSON: {fault}");
    }

    IEnumerable<Problem> Variable()
    {
        var name = ExpressionEvaluator.NameIn(expression);
        if (name.Length > 0 && definition.Variable(name) is null)
            yield return Problem.Warning("UnknownVariable", node.Id, $"{Where} names the variable '{name}', {variables.Otherwise("which is not declared; declare it or choose another.")}");
    }

    string Where => $"{place} of activity '{node.Id}'";

    static string? ParseFault(string text)
    {
        try
        {
            JsonNode.Parse(text);
            return null;
        }
        catch (JsonException exception)
        {
            return JsonFault.In(text) ?? exception.Message;
        }
    }
}
