namespace Prisma.Workflows.Engine.Activities;

/// <summary>How the designer marks an activity.</summary>
public enum ActivityKind
{
    Action,
    Trigger,
    Task,
}
