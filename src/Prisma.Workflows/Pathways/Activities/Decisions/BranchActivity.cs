using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Pathways.Activities.Decisions;

/// <summary>Goes one of several named ways.</summary>
[Activity("Prisma.Branch", Category = "Decisions", DisplayName = "Branch", Description = "Goes the way that an expression names.", Outcomes = [Otherwise])]
public sealed class BranchActivity : Activity
{
    public const string Otherwise = "Otherwise";

    [Input(DisplayName = "On", Description = "An expression that gives the name of one of the ways.", UiHint = "singleline", DefaultSyntax = "JavaScript")]
    public string On { get; set; } = "";

    [Input(DisplayName = "Branches", Description = "The names of the ways.", UiHint = "dynamic-outcomes")]
    public List<string> Branches { get; set; } = [];

    public override void Execute(ActivityContext context) => context.Complete(Branches.Contains(On) ? On : Otherwise);

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) => [.. node.LiteralStrings("branches"), Otherwise];
}
