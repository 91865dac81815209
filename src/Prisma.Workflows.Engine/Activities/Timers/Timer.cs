using Prisma.Workflows.Engine.Definitions;

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

    /// <summary>One that starts a definition would start it over and over.</summary>
    public override IEnumerable<Problem> Validate(ActivityNode node)
    {
        if (node.CanStartWorkflow && TimeSpan.TryParse(StaticValue.Text(node, nameof(Interval)), CultureInfo.InvariantCulture, out var interval) && interval <= TimeSpan.Zero)
            yield return Problem.Error("BadInterval", node.Id, $"Activity '{node.Id}' starts the workflow every {interval:c}, without a pause; give it an interval, for example 01:00:00.");
    }
}
