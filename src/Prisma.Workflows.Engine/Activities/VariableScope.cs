using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities;

/// <summary>Finds variables, inputs and outputs from an execution upwards. As in Elsa, a definition used in place also sees what is around it.</summary>
readonly struct VariableScope(Burst burst, ActivityExecution execution)
{
    WorkflowDefinition Definition => execution.Scope?.Inner ?? burst.Definition;

    internal JsonObject Outputs => execution.Scope is { } scope ? scope.InnerOutput ??= [] : burst.Instance.Output;

    /// <summary>Gives a value to an output of the nearest definition that declares it; one that none does is the instance's. A definition used in place has it as a variable, too, and gives it on as what it declares.</summary>
    internal void SetOutput(string name, object? value)
    {
        var inside = execution;
        while (inside.Scope is { } above && !above.Inner!.Outputs.Any(output => output.Name == name))
            inside = above;
        if (inside.Scope is not { } scope)
        {
            burst.Instance.Output[name] = JsonValues.ToJson(value);
            return;
        }

        var declared = scope.Inner!.Outputs.First(output => output.Name == name);
        (scope.InnerOutput ??= [])[name] = JsonValues.ToJson(ValueConverter.ConvertOrNought(value, TypeNames.Resolve(declared.Type, declared.IsArray)));
        new VariableScope(burst, inside).Set(name, value);
    }

    JsonObject Inputs => execution.Scope is { } scope ? scope.InnerInput ??= [] : burst.Instance.Input;

    internal bool TryGet(string idOrName, out object? value)
    {
        var (name, values, declared) = Find(idOrName);
        if (values is not null && values.TryGetValue(name, out value))
            return true;
        value = declared?.DefaultValue;
        if (declared is not null || !Around.Any(scope => IsOwn(scope, name)))
            return declared is not null;
        TryGetInput(name, out value);
        return true;
    }

    internal void Set(string idOrName, object? value)
    {
        var (name, values, declared) = Find(idOrName);
        values ??= execution.Scope is { } scope ? scope.Values ??= [] : burst.Instance.Values;
        values[name] = declared is null ? Kept(value) : declared.Accept(Kept(value));
    }

    /// <summary>As in Elsa, what an output gives is not made the variable's type.</summary>
    void SetAsGiven(string idOrName, object? value)
    {
        var (name, values, _) = Find(idOrName);
        (values ?? burst.Instance.Values)[name] = Kept(value);
    }

    static object? Kept(object? value) => value is JsonNode node ? node.DeepClone() : value is int number ? (long)number : value;

    /// <summary>Gives a value to a variable by id or, failing that, to a workflow output by name, or to a variable by name.</summary>
    internal void Bind(string target, object? value)
    {
        if (!Definition.VariablesById.ContainsKey(target) && Definition.Outputs.Any(output => output.Name == target))
            Outputs[target] = JsonValues.ToJson(value);
        else
            SetAsGiven(target, value);
    }

    /// <summary>An input that the definition in place neither has nor declares is looked for around it.</summary>
    internal bool TryGetInput(string name, out object? value)
    {
        foreach (var scope in Around.Append(null))
        {
            var inputs = scope is null ? burst.Instance.Input : scope.InnerInput;
            var declared = (scope?.Inner ?? burst.Definition).Inputs.FirstOrDefault(input => input.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            var key = KeyOf(inputs, name);
            if (key is null && declared is null)
                continue;
            value = JsonValues.ToValue(key is null ? declared!.DefaultValue : inputs![key]);
            return true;
        }

        value = null;
        return false;
    }

    /// <summary>Gives another value to an input that is there, or that is declared.</summary>
    internal void SetInput(string name, JsonNode? value) => Inputs[KeyOf(Inputs, name) ?? DeclaredInput(name)?.Name ?? name] = value;

    /// <summary>As in Elsa, an input is found whatever the case of its name.</summary>
    static string? KeyOf(JsonObject? inputs, string name) =>
        inputs?.ContainsKey(name) == true ? name : inputs?.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Key;

    Argument? DeclaredInput(string name) => Definition.Inputs.FirstOrDefault(input => input.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What runs a definition in place around here, from the inside out.</summary>
    IEnumerable<ActivityExecution> Around
    {
        get
        {
            for (var scope = execution.Scope; scope is not null; scope = scope.Scope)
                yield return scope;
        }
    }

    /// <summary>An id that is also its variable's name is taken for the name: a script means the nearest of that name.</summary>
    Variable? KnownById(string idOrName)
    {
        foreach (var scope in Around.Append(null))
        {
            if ((scope?.Inner ?? burst.Definition).VariablesById.GetValueOrDefault(idOrName) is { } known)
                return known.Name != idOrName ? known : null;
        }

        return null;
    }

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
                    names.AddRange(current.Variables.Keys.Concat(DeclaredBy(current).Select(variable => variable.Name)).Concat(OwnNames(current)));
            }

            names.AddRange(burst.Instance.Values.Keys.Concat(burst.Definition.Variables.Select(variable => variable.Name)));
            return names.Distinct();
        }
    }

    /// <summary>As in Elsa, the inputs and outputs of a definition used in place are variables of it.</summary>
    static IEnumerable<string> OwnNames(ActivityExecution current) =>
        current.Inner is { } inner ? inner.Inputs.Concat(inner.Outputs).Select(argument => argument.Name) : [];

    static bool IsOwn(ActivityExecution current, string name) => current.Inner is not null && OwnNames(current).Contains(name);

    static IReadOnlyList<Variable> DeclaredBy(ActivityExecution current) => current.Inner?.Variables ?? current.Node!.Variables;

    bool IsSeen(ActivityExecution current) => current.InnerVersionId is null || !ReferenceEquals(current, execution);

    /// <summary>The nearest place with the name; for a variable known by its id, the place that declares that very one.</summary>
    (string Name, Dictionary<string, object?>? Values, Variable? Declared) Find(string idOrName)
    {
        var known = KnownById(idOrName);
        var name = known?.Name ?? idOrName;
        for (var current = execution; current is not null; current = current.Parent)
        {
            if (!IsSeen(current))
                continue;
            var declared = Declared(DeclaredBy(current), name);
            if (known is null ? declared is not null || current.Values?.ContainsKey(name) == true || IsOwn(current, name) : declared?.Id == known.Id)
                return (name, current.Values ??= [], declared);
        }

        var outermost = Declared(burst.Definition.Variables, name);
        return execution.Scope is null || outermost is not null || burst.Instance.Values.ContainsKey(name) ? (name, burst.Instance.Values, outermost) : (name, null, null);
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
