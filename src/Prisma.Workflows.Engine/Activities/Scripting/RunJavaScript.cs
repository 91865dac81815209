using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Activities.Scripting;

/// <summary>Runs a script, which may choose the outcome.</summary>
[Activity("Elsa.RunJavaScript", Category = "Scripting", Description = "Runs JavaScript.")]
sealed class RunJavaScript : Activity
{
    [Input(Description = "The script to run.", UiHint = UiHints.CodeEditor, DefaultSyntax = "Literal")]
    public string Script { get; set; } = "";

    [Input(DisplayName = "Possible outcomes", Description = "The outcomes the script may choose with setOutcome.", UiHint = UiHints.DynamicOutcomes)]
    public IReadOnlyList<string> PossibleOutcomes { get; set; } = [];

    [Output(TypeName = "Object")]
    public object? Result { get; set; }

    public override void Execute(ActivityContext context)
    {
        if (Script.Length > 0)
            Result = context.Evaluate(PreparedFor(context.Node));
        context.Complete();
    }

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) =>
        StaticValue.Texts(node, nameof(PossibleOutcomes)) is { Count: > 0 } outcomes ? [.. outcomes.Append("Done").Distinct()] : ["Done"];

    /// <summary>The node's own literal is kept prepared; a computed script is prepared each time.</summary>
    Expression PreparedFor(ActivityNode node) => node.Script is { } known && known.Text == Script ? known : node.Script = Expression.JavaScript(Script);

    public override bool ComputesOutcomes(ActivityNode node) => StaticValue.IsComputed(node, nameof(PossibleOutcomes));
}
