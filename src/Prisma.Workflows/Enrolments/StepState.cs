namespace Prisma.Workflows.Enrolments;

/// <summary>Where a step stands (domain.md §5.4).</summary>
public enum StepState
{
    Open,
    Submitted,
    Returned,
    Declined,
    Skipped,
    Lapsed,

    /// <summary>The event will not take place.</summary>
    Cancelled,
}
