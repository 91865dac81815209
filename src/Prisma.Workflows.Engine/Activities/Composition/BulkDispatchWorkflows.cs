using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Activities.Composition;

/// <summary>Starts another definition once for each item, and may wait for all of them. As in Elsa, the text of a list holds no items.</summary>
[Activity(
    "Elsa.BulkDispatchWorkflows",
    Category = "Composition",
    Kind = ActivityKind.Task,
    Description = "Starts a child workflow for each item.",
    Outcomes = ["Completed", "Canceled", "Done"],
    Ports = ["ChildCompleted", "ChildFaulted"])]
sealed class BulkDispatchWorkflows : Activity
{
    [Input(DisplayName = "Workflow", Description = "The definition to start.", UiHint = UiHints.WorkflowDefinitionPicker, Required = true)]
    public string WorkflowDefinitionId { get; set; } = "";

    [Input(Description = "One child is started for each.", UiHint = UiHints.JsonEditor, DefaultSyntax = "JavaScript")]
    public object? Items { get; set; }

    [Input(DisplayName = "Item input", Description = "The input of the child that gets the item.", DefaultValue = "Item")]
    public string DefaultItemInputKey { get; set; } = "Item";

    [Input(Description = "What each child is given besides.")]
    public JsonObject? Input { get; set; }

    [Input(DisplayName = "Wait for completion", Description = "Wait until all children have ended.")]
    public bool WaitForCompletion { get; set; } = true;

    [Input(DisplayName = "Correlation id function", Description = "Gives the correlation id of each child; a script finds the item in args.", Deferred = true)]
    public string? CorrelationIdFunction { get; set; }

    [Input(DisplayName = "Start new trace", Description = ChildWorkflow.NoTrace)]
    public bool StartNewTrace { get; set; }

    [Input(DisplayName = "Channel", Description = ChildWorkflow.NoChannel, UiHint = UiHints.Dropdown)]
    public string? ChannelName { get; set; }

    public override void Execute(ActivityContext context)
    {
        var items = Looping.LoopItems.Of(Items as JsonNode);
        var all = WaitForCompletion && items.Count > 0 ? ChildWorkflow.WaitForMany(context) : null;
        foreach (var item in items)
        {
            var input = InputFor(item);
            var arguments = input.DeepClone().AsObject();
            arguments[DefaultItemInputKey] = item?.DeepClone();
            var correlationId = ValueConverter.ToText(context.EvaluateInput(nameof(CorrelationIdFunction), arguments));
            ChildWorkflow.Start(context, WorkflowDefinitionId, input, correlationId, WaitForCompletion ? ChildReport.WhenFinished : ChildReport.WhenFound, all);
        }

        if (items.Count == 0)
            context.Complete();
    }

    /// <summary>A child counts once. Those of an instance that was stored when each had a bookmark of its own use that up.</summary>
    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        ChildWorkflow.ThrowIfNotStarted(input);
        if (!bookmark.AutoBurn && !ChildWorkflow.TakeOff(context, bookmark, input?["workflowInstanceId"]?.ToString()))
            return;
        var port = input?["subStatus"]?.ToString() switch
        {
            nameof(InstanceSubStatus.Faulted) => context.Node.Port("childFaulted"),
            nameof(InstanceSubStatus.Finished) => context.Node.Port("childCompleted"),
            _ => null,
        };
        if (port is not null)
            context.Schedule(port, new Dictionary<string, object?> { ["ChildInstanceId"] = input!["workflowInstanceId"]?.ToString() });
        CompleteWhenDone(context);
    }

    public override void OnChildCompleted(ActivityContext context, ActivityExecution child, IReadOnlyList<string> outcomes) => CompleteWhenDone(context);

    void CompleteWhenDone(ActivityContext context)
    {
        if (context.Execution.HasLiveChildren() || context.Bookmarks.Any())
            return;
        context.BindInputs();
        context.Complete(WaitForCompletion ? ["Completed", "Done"] : ["Done"]);
    }

    JsonObject InputFor(JsonNode? item)
    {
        var input = Input?.DeepClone().AsObject() ?? [];
        if (item is JsonObject members)
        {
            foreach (var (name, value) in members)
                input[name] = value?.DeepClone();
        }
        else
        {
            input[DefaultItemInputKey] = item?.DeepClone();
        }

        return input;
    }
}
