using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Engine.Activities.Composition;

/// <summary>Runs another definition in place, as one activity of this instance.</summary>
[Activity(TypeName, Category = "Workflows", Ports = ["Root"], Hidden = true)]
sealed class WorkflowInPlace : Activity
{
    public const string TypeName = "Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity.WorkflowDefinitionActivity";

    const int MaxDepth = 32;

    /// <summary>As in Elsa, where a workflow is an activity of its own, what it holds has its turn one turn later.</summary>
    public override void Execute(ActivityContext context)
    {
        if (context.Execution.Inner is { } entered)
        {
            context.Schedule(entered.Root);
            return;
        }

        Enter(context);
        context.AwaitAnotherTurn();
    }

    static void Enter(ActivityContext context)
    {
        var reference = context.Node.Definition!;
        var inner = context.Burst.Context.FindDefinition(reference)
            ?? throw new InvalidOperationException($"Activity type '{context.Node.Type}' version '{context.Node.Version}' could not be found.");
        if (Depth(context.Execution) > MaxDepth)
            throw new InvalidOperationException($"Definition '{inner.Name}' is used within itself more than {MaxDepth} times.");

        var execution = context.Execution;
        execution.InnerInput = IsAllOf(context.Definition, context.Node) ? [] : Inputs(context, inner);
        execution.InnerOutput = [];
        execution.Inner = inner;
        execution.InnerVersionId = inner.VersionId;
    }

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) => [];

    internal static ActivityDescriptor Describe(WorkflowDefinition definition) => new()
    {
        Type = definition.ActivityTypeName,
        Version = definition.Version,
        Name = definition.ActivityTypeName,
        DisplayName = definition.Name,
        Description = definition.Description ?? "",
        Category = definition.Options.ActivityCategory is { Length: > 0 } category ? category : "Workflows",
        Inputs = [.. definition.Inputs.Select(DescribeInput)],
        Outputs = [.. definition.Outputs.Select(output => new OutputDescriptor(output.Name, output.Type, output.DisplayName, output.Description))],
        Outcomes = definition.Outcomes.Count > 0 ? [.. definition.Outcomes, "Done"] : ["Done"],
        DefinitionId = definition.DefinitionId,
        DefinitionVersionId = definition.VersionId,
    };

    internal static void PassOutputsOn(ActivityContext context)
    {
        if (IsAllOf(context.Definition, context.Node))
            return;
        foreach (var (name, value) in context.Execution.InnerOutput ?? [])
            context.SetOutput(name, JsonValues.ToValue(value?.DeepClone()));
    }

    /// <summary>As in Elsa, a definition that is nothing but another one used as an activity neither gives it inputs nor takes its outputs.</summary>
    internal static bool IsAllOf(WorkflowDefinition definition, ActivityNode node) => ReferenceEquals(definition.Root, node);

    static InputDescriptor DescribeInput(Argument input, int order) => new()
    {
        Name = input.Name,
        TypeName = input.IsArray ? input.Type + "[]" : input.Type,
        DisplayName = input.DisplayName,
        Description = input.Description,
        Category = input.Category,
        UiHint = input.UiHint ?? UiHints.SingleLine,
        DefaultValue = JsonValues.ToValue(input.DefaultValue),
        IsRequired = input.IsRequired,
        Order = order,
    };

    static JsonObject Inputs(ActivityContext context, WorkflowDefinition inner)
    {
        var inputs = new JsonObject();
        foreach (var input in inner.Inputs)
        {
            if (context.Node.Input(input.Name) is not { } given)
                continue;
            try
            {
                var type = TypeNames.Resolve(input.Type, input.IsArray);
                inputs[input.Name] = JsonValues.ToJson(ValueConverter.ConvertOrNought(Given(context, given.Expression, type), type));
            }
            catch (ExpressionException exception)
            {
                throw new ExpressionException($"Failed to evaluate activity input '{input.Name}': {exception.Message}", exception);
            }
        }

        return inputs;
    }

    static object? Given(ActivityContext context, Expression expression, Type type)
    {
        if (!InputProperty.StandsAsWritten(expression, type))
            return context.Evaluate(expression);
        return string.IsNullOrWhiteSpace(expression.Text) ? null : expression.Text;
    }

    static int Depth(ActivityExecution execution)
    {
        var depth = 0;
        for (var above = execution.Scope; above is not null; above = above.Scope)
            depth++;
        return depth;
    }
}
