namespace Prisma.Workflows.Engine.Activities.Branching;

/// <summary>Whether a switch follows the first case that applies or every one.</summary>
enum SwitchMode
{
    MatchFirst,
    MatchAny,
}
