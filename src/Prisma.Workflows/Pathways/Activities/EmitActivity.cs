using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Says to the event, or to this passage, that something has been reached.</summary>
[Activity("Prisma.Emit", Category = "Records", DisplayName = "Signal", Description = "Tells the event that something has been reached.", Outcomes = ["Done"])]
public sealed class EmitActivity : Activity
{
    [Input(DisplayName = "Signal", Description = "What has been reached.")]
    public string Signal { get; set; } = "";

    [Input(DisplayName = "Whose", Description = "The event's, or this enrolment's own.", UiHint = "dropdown", Options = ["event=the event’s", "enrolment=this enrolment’s own"])]
    public string Scope { get; set; } = "event";

    [Input(DisplayName = "What goes with it", Description = "Facts for whoever hears the event's signal, such as { \"mode\": \"a\" }; empty where the signal says it all.", UiHint = "json-editor", Unlogged = true)]
    public JsonNode? Payload { get; set; }

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        if (Scope == "enrolment")
            passage.RaiseForEnrolment(Signal, passage.Enrolment.Id);
        else
            passage.RaiseForEvent(Signal, Told(passage)?.ToJsonString() ?? "");
        context.Complete();
    }

    /// <summary>With whose way it was reached on, such as the hub's that hosts (domain.md §13.1).</summary>
    JsonNode? Told(Passage passage)
    {
        if (passage.Enrolment.Organisation is not { } organisation || Payload is not (null or JsonObject))
            return Payload;
        var told = Payload?.DeepClone() as JsonObject ?? [];
        told["organisation"] = organisation.Name;
        return told;
    }
}
