namespace Prisma.Workflows.Engine.Instances;

/// <summary>What exactly an instance is doing, or how it ended.</summary>
public enum InstanceSubStatus
{
    Pending,
    Executing,
    Suspended,
    Finished,
    Cancelled,
    Faulted,
}
