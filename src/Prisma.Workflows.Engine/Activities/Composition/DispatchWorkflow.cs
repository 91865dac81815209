using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Activities.Composition;

/// <summary>Starts another definition and goes on, or waits for it to end.</summary>
[Activity("Elsa.DispatchWorkflow", Category = "Composition", Description = "Starts a child workflow.")]
sealed class DispatchWorkflow : Activity
{
    [Input(DisplayName = "Workflow", Description = "The definition to start.", UiHint = UiHints.WorkflowDefinitionPicker, Required = true)]
    public string WorkflowDefinitionId { get; set; } = "";

    [Input(DisplayName = "Correlation id")]
    public string? CorrelationId { get; set; }

    [Input(Description = "What the child is given.")]
    public JsonObject? Input { get; set; }

    [Input(DisplayName = "Wait for completion", Description = "Wait until the child has ended.")]
    public bool WaitForCompletion { get; set; }

    [Input(DisplayName = "Start new trace", Description = ChildWorkflow.NoTrace)]
    public bool StartNewTrace { get; set; }

    [Input(DisplayName = "Channel", Description = ChildWorkflow.NoChannel, UiHint = UiHints.Dropdown)]
    public string? ChannelName { get; set; }

    [Output(TypeName = "Object")]
    public object? Result { get; set; }

    public override void Execute(ActivityContext context) =>
        ChildWorkflow.Start(context, WorkflowDefinitionId, Input, CorrelationId, WaitForCompletion ? ChildReport.WhenFinished : ChildReport.WhenFound);

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        ChildWorkflow.ThrowIfNotStarted(input);
        if (WaitForCompletion)
            Result = ChildWorkflow.ResultAfterWaiting(context, input);
        context.Complete();
    }
}
