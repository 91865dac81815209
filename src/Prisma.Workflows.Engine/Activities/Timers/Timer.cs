namespace Prisma.Workflows.Engine.Activities.Timers;

/// <summary>Waits for an interval, or starts a definition at every interval.</summary>
[Activity("Elsa.Timer", Category = "Scheduling", Description = "Goes on after each interval.", Trigger = true)]
sealed class Timer : Activity
{
    [Input(Description = "The time between two rounds.", DefaultValue = "00:01:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    public override void Execute(ActivityContext context)
    {
        if (context.TakeTrigger())
            context.Complete();
        else
            context.WaitUntil(context.Now + Interval);
    }
}
