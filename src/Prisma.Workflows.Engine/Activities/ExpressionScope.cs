using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Activities;

/// <summary>What an expression sees of the activity whose input it is.</summary>
sealed class ExpressionScope(ActivityContext context, JsonObject? arguments) : IExpressionScope
{
    public DateTimeOffset Now => context.Now;
    public string DefinitionId => context.Definition.DefinitionId;
    public string DefinitionVersionId => context.Definition.VersionId;
    public int DefinitionVersion => context.Definition.Version;
    public string InstanceId => context.InstanceId;
    public JsonObject Arguments => arguments ?? [];
    public ScriptSession Scripts => context.Burst.Scripts;
    public IEnumerable<string> VariableNames => context.Variables.Names;
    public IEnumerable<string> InputNames => context.Variables.InputNames;
    public IEnumerable<string> HidingInputs => context.Execution.Scope is null ? context.Definition.Inputs.Select(input => input.Name) : [];

    public IEnumerable<(string Id, string Name)> Activities => context.Definition.Nodes.Select(node => (node.Id, node.Name ?? node.Id));

    public string? InstanceName
    {
        get => context.InstanceName;
        set => context.InstanceName = value;
    }

    public string? CorrelationId
    {
        get => context.CorrelationId;
        set => context.CorrelationId = value;
    }

    public bool TryGetVariable(string name, out object? value) => context.Variables.TryGet(name, out value);

    public void SetVariable(string name, object? value) => context.SetVariable(name, value);

    public bool TryGetInput(string name, out object? value) => context.Variables.TryGetInput(name, out value);

    public void SetInput(string name, JsonNode? value) => context.Variables.SetInput(name, value);

    public object? GetOutputOf(string activityIdOrName, string? outputName)
    {
        if (context.Definition.Find(activityIdOrName) is not { } node)
            return null;
        for (var container = context.Execution.Parent; container is not null; container = container.Parent)
        {
            if (container.Outputs?.GetValueOrDefault(node.Id) is { } given)
                return given.GetValueOrDefault(outputName ?? "Result");
        }

        return null;
    }

    public object? GetLastResult() => context.Instance.LastResult;

    public void SetOutcomes(IReadOnlyList<string> outcomes) => context.SetOutcome([.. outcomes]);

    public Guid NextGuid() => context.NextGuid();
}
