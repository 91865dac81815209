using Prisma.Workflows.Consents;
using Prisma.Workflows.Engine.Activities;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Goes one way where somebody has chosen so what may be done with what they told (F-17), and another where they have not.</summary>
[Activity("Prisma.Chosen", Category = "Decisions", DisplayName = "Chosen so?", Description = "Goes one way where somebody has chosen so what may be done with what they told (F-17), and another where they have not.", Outcomes = ["Chosen", "Not"])]
public sealed class ChosenActivity : Activity
{
    [Input(DisplayName = "Choice", Description = "The choice of form F-17, such as case_words.")]
    public string Choice { get; set; } = "";

    [Input(DisplayName = "Is", Description = "What they chose, such as no; of a choice that is only on or off, true.")]
    public string Is { get; set; } = "";

    public override void Execute(ActivityContext context) => context.Complete(context.TryFeature<Choices>()?.Of(Choice) == Is ? "Chosen" : "Not");
}
