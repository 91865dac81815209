namespace Prisma.Workflows.Engine.Activities.Timers;

/// <summary>Waits for a while.</summary>
[Activity("Elsa.Delay", Category = "Scheduling", Description = "Waits for the given time.", Waits = true)]
sealed class Delay : Activity
{
    [Input(DisplayName = "Time span", Description = "How long to wait, such as 3.00:00:00 for three days.", Required = true)]
    public TimeSpan TimeSpan { get; set; }

    public override void Execute(ActivityContext context) => context.WaitUntil(context.Now + TimeSpan);
}
