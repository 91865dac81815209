namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>Runs its root; a definition is normally its root itself.</summary>
[Activity("Elsa.Workflow", Category = "Workflows", Ports = ["Root"], Hidden = true)]
sealed class Workflow : Activity
{
    public override void Execute(ActivityContext context) => context.RunPort("root");
}
