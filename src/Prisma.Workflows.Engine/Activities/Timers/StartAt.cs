namespace Prisma.Workflows.Engine.Activities.Timers;

/// <summary>Waits until a time, or starts a definition then.</summary>
[Activity("Elsa.StartAt", Category = "Scheduling", Description = "Waits until the given date and time.", Trigger = true)]
sealed class StartAt : Activity
{
    [Input(DisplayName = "Date and time", Description = "When to go on, such as 2027-12-24; in UTC.", Required = true)]
    public DateTimeOffset DateTime { get; set; }

    public override void Execute(ActivityContext context)
    {
        if (context.TakeTrigger() || DateTime <= context.Now)
            context.Complete();
        else
            context.WaitUntil(DateTime);
    }
}
