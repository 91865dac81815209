namespace Prisma.Workflows.Enrolments;

/// <summary>Where an enrolment stands.</summary>
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
