using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Activities.Branching;

/// <summary>Finds the cases of a switch that apply.</summary>
static class SwitchCases
{
    internal static IEnumerable<SwitchCase> Matching(ActivityContext context, SwitchMode mode)
    {
        var matches = context.Node.Cases.Where(item => Applies(context, item)).ToList();
        return mode == SwitchMode.MatchFirst ? matches.Take(1) : matches;
    }

    static bool Applies(ActivityContext context, SwitchCase item)
    {
        try
        {
            return context.Evaluate<bool?>(item.Condition) == true;
        }
        catch (ExpressionException exception)
        {
            throw new ExpressionException($"Failed to evaluate the condition of case '{item.Label}': {exception.Message}", exception);
        }
    }
}
