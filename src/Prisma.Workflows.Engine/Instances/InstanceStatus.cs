namespace Prisma.Workflows.Engine.Instances;

/// <summary>Whether an instance still lives.</summary>
public enum InstanceStatus
{
    Running,
    Finished,
}
