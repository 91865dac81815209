using Prisma.Workflows.Engine.Bookmarks;

namespace Prisma.Workflows.Engine.Activities.Signals;

/// <summary>Asks the outside to do a task and waits for its result.</summary>
[Activity("Elsa.RunTask", Category = "Primitives", Description = "Requests a task to be run and waits for it.")]
sealed class RunTask : Activity
{
    [Input(DisplayName = "Task name", Description = "The task to run.", Required = true)]
    public string? TaskName { get; set; }

    [Input(Description = "What the task is given.")]
    public JsonObject? Payload { get; set; }

    [Output]
    public string? TaskId { get; set; }

    [Output(TypeName = "Object")]
    public object? Result { get; set; }

    public override void Execute(ActivityContext context)
    {
        var taskId = context.NextGuid().ToString("N");
        context.SetOutput(nameof(TaskId), taskId);
        var bookmark = context.Wait(Stimulus.ForTask(taskId));
        context.Request(new Instances.Requests.RunTask
        {
            BookmarkId = bookmark.Id,
            TaskId = taskId,
            TaskName = Needed(TaskName),
            Payload = Payload,
        });
    }

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        context.SetOutput(nameof(Result), context.TakeInput(input, nameof(Result)));
        context.Complete();
    }
}
