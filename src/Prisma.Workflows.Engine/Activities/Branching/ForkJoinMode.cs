namespace Prisma.Workflows.Engine.Activities.Branching;

/// <summary>Whether a fork waits for all its branches or for the first.</summary>
enum ForkJoinMode
{
    WaitAll,
    WaitAny,
}
