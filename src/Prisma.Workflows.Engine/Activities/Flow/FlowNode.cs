namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>Holds one activity as a node of a flowchart.</summary>
[Activity("Elsa.FlowNode", Category = "Flow", Ports = ["Body"])]
sealed class FlowNode : Activity
{
    public override void Execute(ActivityContext context) => context.RunPort("body");
}
