namespace Prisma.Workflows.Engine.Activities.Flow;

/// <summary>What a join waits for; a definition may give the number instead of the name.</summary>
enum FlowJoinMode
{
    WaitAll,
    WaitAllActive,
    WaitAny,
}
