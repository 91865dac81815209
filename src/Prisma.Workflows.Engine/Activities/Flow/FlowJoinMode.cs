namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>What a join waits for.</summary>
enum FlowJoinMode
{
    WaitAny,
    WaitAll,
    WaitAllActive,
}
