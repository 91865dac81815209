namespace Prisma.Workflows.Engine.Instances.Requests;

/// <summary>When a parent wants to hear of its child.</summary>
public enum ChildReport
{
    Never,
    AfterFirstBurst,
    WhenFinished,
}
