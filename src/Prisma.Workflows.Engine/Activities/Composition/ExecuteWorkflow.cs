using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Activities.Composition;

/// <summary>Runs another definition as an instance of its own and takes its result.</summary>
[Activity("Elsa.ExecuteWorkflow", Category = "Composition", Kind = ActivityKind.Task, Description = "Runs a child workflow and waits for its result.")]
sealed class ExecuteWorkflow : Activity
{
    [Input(DisplayName = "Workflow", Description = "The definition to run.", UiHint = UiHints.WorkflowDefinitionPicker, Required = true)]
    public string WorkflowDefinitionId { get; set; } = "";

    [Input(DisplayName = "Correlation id")]
    public string? CorrelationId { get; set; }

    [Input(Description = "What the child is given.")]
    public JsonObject? Input { get; set; }

    [Input(DisplayName = "Wait for completion", Description = "Wait until the child has ended rather than until it first waits.")]
    public bool WaitForCompletion { get; set; }

    [Output(TypeName = "Object")]
    public object? Result { get; set; }

    /// <summary>The child has its turn before whatever else waits for its own.</summary>
    public override void Execute(ActivityContext context)
    {
        ChildWorkflow.Start(context, WorkflowDefinitionId, Input, CorrelationId, WaitForCompletion ? ChildReport.WhenFinished : ChildReport.AfterFirstBurst);
        context.Burst.IsPaused = true;
    }

    /// <summary>As in Elsa, a child that ended at once gives its state, and one that was waited for what a dispatched one gives.</summary>
    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        ChildWorkflow.ThrowIfNotStarted(input);
        Result = ChildState.IsLate(input) ? ChildWorkflow.ResultAfterWaiting(context, input) : ChildState.ResultOf(input!);
        context.Complete();
    }
}
