using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Activities.Signals;

/// <summary>Publishes an event.</summary>
[Activity("Elsa.PublishEvent", Category = "Primitives", Description = "Publishes an event.")]
sealed class PublishEvent : Activity
{
    [Input(DisplayName = "Event name", Description = "The name of the event.", Required = true)]
    public string? EventName { get; set; }

    [Input(DisplayName = "Correlation id", Description = "Only waiters with this correlation id hear it.")]
    public string? CorrelationId { get; set; }

    [Input(DisplayName = "Local event", Description = "Only this instance hears it.")]
    public bool IsLocalEvent { get; set; }

    [Input(Description = "What the event carries.", TypeName = "Object")]
    public object? Payload { get; set; }

    public override void Execute(ActivityContext context)
    {
        context.Request(new Instances.Requests.PublishEvent
        {
            EventName = Needed(EventName),
            CorrelationId = CorrelationId is { Length: > 0 } id ? id : null,
            IsLocal = IsLocalEvent,
            Payload = JsonValues.ToJson(Payload) ?? new JsonObject(),
        });
        context.Complete();
    }
}
