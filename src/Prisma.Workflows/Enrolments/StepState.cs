namespace Prisma.Workflows.Enrolments;

/// <summary>Where a step stands.</summary>
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
