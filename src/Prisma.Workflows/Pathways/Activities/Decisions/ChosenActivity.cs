using Prisma.Workflows.Consents;
using Prisma.Workflows.Engine.Activities;

namespace Prisma.Workflows.Pathways.Activities.Decisions;

/// <summary>Goes one way where somebody has chosen so what may be done with what they told (F-17), and another where they have not.</summary>
[Activity("Prisma.Chosen", Category = "Decisions", DisplayName = "Chosen so?", Description = "Goes one way where somebody has chosen so what may be done with what they told (F-17), and another where they have not.", Outcomes = ["Chosen", "Not"])]
public sealed class ChosenActivity : Activity
{
    [Input(DisplayName = "Choice", Description = "A choice of form F-17, by its key.", UiHint = "dropdown", Options = ["future_calls", "directory", "picture", "voice_kept", "voice_written", "case_words", "timeline", "share_hub", "share_partner", "care_data"])]
    public string Choice { get; set; } = "";

    [Input(DisplayName = "Is", Description = "What they chose; true for one that is only on or off.", UiHint = "dropdown", Options = ["true", "none", "cohort", "public", "ask", "anonymous", "no", "me", "event"])]
    public string Is { get; set; } = "";

    public override void Execute(ActivityContext context) => context.Complete(context.TryFeature<Choices>()?.Of(Choice) == Is ? "Chosen" : "Not");
}
