namespace Prisma.Workflows.Engine.Instances;

/// <summary>How far one execution of an activity is.</summary>
public enum ActivityStatus
{
    Pending,
    Running,
    Completed,
    Cancelled,
    Faulted,
}
