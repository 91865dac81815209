namespace Prisma.Workflows.Engine.Activities.Looping;

/// <summary>What a Break below it makes stop, once what runs in it has completed.</summary>
interface IBreakable
{
    /// <summary>Whether the Break goes no further up.</summary>
    bool IsLoop { get; }
}
