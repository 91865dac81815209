using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Runs another workflow and goes on when that has ended.</summary>
[Activity("Prisma.Child", Category = "Flow", DisplayName = "Another workflow", Description = "Runs another workflow and waits for it.", Outcomes = ["Done", "Faulted"])]
public sealed class ChildActivity : Activity
{
    [Input(DisplayName = "Workflow", Description = "Which workflow is run.", UiHint = "workflow-definition-picker")]
    public string Workflow { get; set; } = "";

    [Input(DisplayName = "Input", Description = "What it is given.", UiHint = "json-editor")]
    public JsonObject? Input { get; set; }

    [Output(DisplayName = "Result", Description = "What it gave back.", Unlogged = true)]
    public JsonNode? Result { get; set; }

    public override void Execute(ActivityContext context)
    {
        var childId = context.NextChildId();
        var bookmark = context.Wait(new Stimulus(context.Node.Type, new JsonObject { ["ChildInstanceId"] = childId }));
        context.Request(new StartChild
        {
            BookmarkId = bookmark.Id,
            DefinitionId = Workflow,
            ChildInstanceId = childId,
            Input = Input,
            CorrelationId = context.CorrelationId,
            Report = ChildReport.WhenFinished,
        });
    }

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        context.SetOutput(nameof(Result), input?["output"]?.DeepClone());
        context.Complete(input?["subStatus"]?.ToString() == "Finished" ? "Done" : "Faulted");
    }
}
