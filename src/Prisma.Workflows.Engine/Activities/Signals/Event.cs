using Prisma.Workflows.Engine.Bookmarks;

namespace Prisma.Workflows.Engine.Activities.Signals;

/// <summary>Waits for an event by name, or starts a definition when it comes.</summary>
[Activity("Elsa.Event", Category = "Primitives", Description = "Waits for an event.", Trigger = true)]
sealed class Event : Activity
{
    [Input(DisplayName = "Event name", Description = "The name of the event to wait for.", Required = true)]
    public string EventName { get; set; } = "";

    [Output(TypeName = "Object")]
    public object? Result { get; set; }

    public override void Execute(ActivityContext context)
    {
        if (!context.TakeTrigger())
        {
            context.Wait(Stimulus.ForEvent(EventName));
            return;
        }

        Result = context.GetInput("Payload");
        context.Complete();
    }

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        context.SetOutput(nameof(Result), context.TakeInput(input, "Payload"));
        context.Complete();
    }
}
