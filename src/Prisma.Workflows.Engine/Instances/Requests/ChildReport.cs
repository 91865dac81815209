namespace Prisma.Workflows.Engine.Instances.Requests;

/// <summary>When a parent wants to hear of its child.</summary>
public enum ChildReport
{
    /// <summary>Once it is known that there is such a workflow, before it runs.</summary>
    WhenFound,
    AfterFirstBurst,
    WhenFinished,
}
