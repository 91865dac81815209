namespace Prisma.Workflows.Engine.Expressions;

/// <summary>What an expression can see and change: variables, inputs, outputs and the run it is part of.</summary>
interface IExpressionScope
{
    DateTimeOffset Now { get; }
    string DefinitionId { get; }
    string DefinitionVersionId { get; }
    int DefinitionVersion { get; }
    string InstanceId { get; }
    string? InstanceName { get; set; }
    string? CorrelationId { get; set; }

    /// <summary>What the activity adds for this one evaluation; scripts call it args.</summary>
    JsonObject Arguments { get; }

    /// <summary>The scripts of one burst share what is dear to set up.</summary>
    ScriptSession Scripts { get; }

    IEnumerable<string> VariableNames { get; }
    IEnumerable<string> InputNames { get; }

    /// <summary>The inputs whose getters hide those of variables: the declared ones of the workflow itself, not of one used in place.</summary>
    IEnumerable<string> HidingInputs { get; }

    /// <summary>The activities that a script may name by their outputs: their ids, and the names they go by.</summary>
    IEnumerable<(string Id, string Name)> Activities { get; }

    bool TryGetVariable(string name, out object? value);
    void SetVariable(string name, object? value);
    bool TryGetInput(string name, out object? value);
    void SetInput(string name, JsonNode? value);
    object? GetOutputOf(string activityIdOrName, string? outputName);
    object? GetLastResult();
    void SetOutcomes(IReadOnlyList<string> outcomes);
    Guid NextGuid();
}
