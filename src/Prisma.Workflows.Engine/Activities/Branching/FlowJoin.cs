namespace Prisma.Workflows.Engine.Activities.Branching;

/// <summary>Where branches of a flowchart meet; the flowchart decides when it runs.</summary>
[Activity("Elsa.FlowJoin", Category = "Branching", DisplayName = "Join", Description = "Merges branches into one.")]
sealed class FlowJoin : Activity
{
    [Input(Description = "What the join waits for.", DefaultValue = Flow.FlowJoinMode.WaitAny)]
    public Flow.FlowJoinMode Mode { get; set; } = Flow.FlowJoinMode.WaitAny;

    public override void Execute(ActivityContext context)
    {
        if (Mode == Flow.FlowJoinMode.WaitAny && context.Above is { Execution.Flow: not null, Node.Type: "Elsa.Flowchart" } flowchart)
            new Flow.FlowStep(flowchart).Join(context.Node);
        context.Complete();
    }
}
