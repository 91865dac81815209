namespace Prisma.Workflows.Engine.Instances;

/// <summary>What happened to an activity.</summary>
public enum ActivityLogEvent
{
    Started,
    Completed,
    Suspended,
    Resumed,
    Cancelled,
    Faulted,
    Skipped,
}
