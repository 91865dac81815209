namespace Prisma.Workflows.Enrolments;

/// <summary>Where an enrolment stands (domain.md §5.4).</summary>
public enum EnrolmentState
{
    Active,
    Paused,
    Completed,
    Declined,
    Withdrawn,
    Lapsed,
    Cancelled,
}
