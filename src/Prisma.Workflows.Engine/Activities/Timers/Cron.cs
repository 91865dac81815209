using Cronos;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Incidents;

namespace Prisma.Workflows.Engine.Activities.Timers;

/// <summary>Waits for the next time a cron expression names, or starts a definition at each of them.</summary>
[Activity("Elsa.Cron", Category = "Scheduling", Description = "Goes on at the times a cron expression names.", Trigger = true)]
sealed class Cron : Activity
{
    [Input(DisplayName = "Cron expression", Description = "Six fields: second, minute, hour, day, month, weekday; in UTC.", Required = true)]
    public string CronExpression { get; set; } = "";

    /// <summary>As in Elsa, an expression that comes out empty says that there is nothing to wait for.</summary>
    public override void Execute(ActivityContext context)
    {
        if (context.TakeTrigger() || string.IsNullOrWhiteSpace(CronExpression))
        {
            context.Complete();
            return;
        }

        var next = Next(CronExpression, context.Now)
            ?? throw new ActivityFaultException("NeverDue", $"The cron expression '{CronExpression}' names no time that is still to come.");
        context.WaitUntil(next);
    }

    public override IEnumerable<Problem> Validate(ActivityNode node)
    {
        if (StaticValue.Text(node, nameof(CronExpression)) is not { } text || Fault(text) is not { } fault)
            yield break;
        yield return Problem.Error("BadCron", node.Id, $"Activity '{node.Id}' has the cron expression '{text}', which cannot be read: {fault} Write six fields, for example '0 0 9 * * MON'.");
    }

    /// <summary>The first time after the given one, in UTC.</summary>
    public static DateTimeOffset? Next(string expression, DateTimeOffset after) =>
        Cronos.CronExpression.Parse(expression, CronFormat.IncludeSeconds).GetNextOccurrence(after, TimeZoneInfo.Utc);

    static string? Fault(string expression)
    {
        try
        {
            Cronos.CronExpression.Parse(expression, CronFormat.IncludeSeconds);
            return null;
        }
        catch (CronFormatException exception)
        {
            return exception.Message;
        }
    }
}
