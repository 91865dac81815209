using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways.Activities.Decisions;

/// <summary>Goes one way while a day of the event still lies ahead, and another since it has begun.</summary>
[Activity("Prisma.Before", Category = "Decisions", DisplayName = "Before a day?", Description = "Goes one way before a day such as T-35, and another since.", Outcomes = ["Before", "Since"])]
public sealed class BeforeActivity : Activity
{
    [Input(DisplayName = "Day", Description = "Five weeks before the event: T-35. Its last day: E. Five days into the stage: S+5. An hour of a day: E-1 18:00. When stage PAR-2 closes: window:PAR-2.close.")]
    public string Day { get; set; } = "";

    public override void Execute(ActivityContext context) => context.Complete(LiesAhead(Day, context.Feature<Passage>()) ? "Before" : "Since");

    internal static bool LiesAhead(string day, Passage passage) => passage.Now < (CalendarDay.Named(day, passage)
        ?? throw new InvalidOperationException($"“{day}” is no day. Write it like T-21, E+2 or S+5."));
}
