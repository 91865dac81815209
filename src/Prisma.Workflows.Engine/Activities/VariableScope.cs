using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities;

/// <summary>Finds variables, inputs and outputs from an execution upwards, as far as the definition it belongs to.</summary>
readonly struct VariableScope(Burst burst, ActivityExecution execution)
{
    WorkflowDefinition Definition => execution.Scope?.Inner ?? burst.Definition;

    internal JsonObject Outputs => execution.Scope is { } scope ? scope.InnerOutput ??= [] : burst.Instance.Output;

    /// <summary>Gives a value to an output of the nearest definition that declares it; one that none does is the instance's. A definition used in place has it as a variable, too.</summary>
    internal void SetOutput(string name, object? value)
    {
        var inside = execution;
        while (inside.Scope is { } above && !above.Inner!.Outputs.Any(output => output.Name == name))
            inside = above;
        var outputs = inside.Scope is { } scope ? scope.InnerOutput ??= [] : burst.Instance.Output;
        outputs[name] = JsonValues.ToJson(value);
        if (inside.Scope is not null)
            new VariableScope(burst, inside).Set(name, value);
    }

    JsonObject Inputs => execution.Scope is { } scope ? scope.InnerInput ??= [] : burst.Instance.Input;

    internal bool TryGet(string idOrName, out object? value)
    {
        var known = KnownById(idOrName);
        var name = known?.Name ?? idOrName;
        var (values, declared) = Find(name, known);
        if (values is not null && values.TryGetValue(name, out value))
            return true;
        value = declared?.DefaultValue;
        if (declared is not null || !OwnNames.Contains(name))
            return declared is not null;
        TryGetInput(name, out value);
        return true;
    }

    internal void Set(string idOrName, object? value)
    {
        var known = KnownById(idOrName);
        var name = known?.Name ?? idOrName;
        var (values, declared) = Find(name, known);
        values ??= execution.Scope is { } scope ? scope.Values ??= [] : burst.Instance.Values;
        var kept = value is JsonNode node ? node.DeepClone() : value is int number ? (long)number : value;
        values[name] = declared is null ? kept : declared.Accept(kept);
    }

    /// <summary>Gives a value to a variable by id or, failing that, to a workflow output by name, or to a variable by name.</summary>
    internal void Bind(string target, object? value)
    {
        if (!Definition.VariablesById.ContainsKey(target) && Definition.Outputs.Any(output => output.Name == target))
            Outputs[target] = JsonValues.ToJson(value);
        else
            Set(target, value);
    }

    internal bool TryGetInput(string name, out object? value)
    {
        var declared = DeclaredInput(name);
        if (Inputs.TryGetPropertyValue(name, out var json) || declared is not null && Inputs.TryGetPropertyValue(declared.Name, out json))
        {
            value = JsonValues.ToValue(json);
            return true;
        }

        value = JsonValues.ToValue(declared?.DefaultValue);
        return declared is not null;
    }

    /// <summary>Gives another value to an input that is there, or that is declared.</summary>
    internal void SetInput(string name, JsonNode? value) => Inputs[Inputs.ContainsKey(name) ? name : DeclaredInput(name)?.Name ?? name] = value;

    Argument? DeclaredInput(string name) => Definition.Inputs.FirstOrDefault(input => input.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>An id that is also its variable's name is taken for the name: a script means the nearest of that name.</summary>
    Variable? KnownById(string idOrName) => Definition.VariablesById.GetValueOrDefault(idOrName) is { } known && known.Name != idOrName ? known : null;

    internal IEnumerable<string> InputNames =>
        Definition.Inputs.Select(input => input.Name).Concat(Inputs.Select(member => member.Key)).Distinct();

    internal IEnumerable<string> Names
    {
        get
        {
            var names = new List<string>();
            for (var current = execution; current is not null; current = current.Parent)
            {
                if (IsSeen(current))
                    names.AddRange(current.Variables.Keys.Concat(current.Node!.Variables.Select(variable => variable.Name)));
                if (ReferenceEquals(current, execution.Scope))
                    break;
            }

            if (execution.Scope is null)
                names.AddRange(burst.Instance.Values.Keys);
            names.AddRange(Definition.Variables.Select(variable => variable.Name).Concat(OwnNames));
            return names.Distinct();
        }
    }

    /// <summary>As in Elsa, the inputs and outputs of a definition used in place are variables of it.</summary>
    IEnumerable<string> OwnNames =>
        execution.Scope?.Inner is { } inner ? inner.Inputs.Concat(inner.Outputs).Select(argument => argument.Name) : [];

    bool IsSeen(ActivityExecution current) => current.InnerVersionId is null || !ReferenceEquals(current, execution);

    /// <summary>The nearest place with the name; for a variable known by its id, the place that declares that very one.</summary>
    (Dictionary<string, object?>? Values, Variable? Declared) Find(string name, Variable? known)
    {
        for (var current = execution; current is not null; current = current.Parent)
        {
            var isBoundary = ReferenceEquals(current, execution.Scope);
            if (IsSeen(current))
            {
                var declared = Declared(isBoundary ? current.Inner!.Variables : current.Node!.Variables, name);
                if (known is null ? declared is not null || current.Values?.ContainsKey(name) == true : declared?.Id == known.Id)
                    return (current.Values ??= [], declared);
            }

            if (isBoundary)
                return (null, null);
        }

        return (burst.Instance.Values, Declared(burst.Definition.Variables, name));
    }

    static Variable? Declared(IReadOnlyList<Variable> variables, string name)
    {
        foreach (var variable in variables)
        {
            if (variable.Name == name)
                return variable;
        }

        return null;
    }
}
