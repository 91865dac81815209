using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Engine.Activities.Branching;

/// <summary>Follows the cases that apply, or Default.</summary>
[Activity("Elsa.FlowSwitch", Category = "Branching", DisplayName = "Switch (flow)", Description = "Evaluates its cases and follows those that apply.", Outcomes = ["Default"])]
sealed class FlowSwitch : Activity
{
    [Input(Plain = true, UiHint = UiHints.FlowSwitchEditor, TypeName = "Object")]
    public JsonNode? Cases { get; set; }

    [Input(Description = "Follow the first case that applies, or all.", DefaultValue = SwitchMode.MatchFirst)]
    public SwitchMode Mode { get; set; }

    public override void Execute(ActivityContext context)
    {
        var matches = SwitchCases.Matching(context, Mode).Select(match => match.Label).ToArray();
        context.Complete(matches.Length > 0 ? matches : ["Default"]);
    }

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) => [.. node.Cases.Select(item => item.Label), "Default"];
}
