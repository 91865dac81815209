namespace Prisma.Workflows.Enrolments;

/// <summary>What became of something handed in.</summary>
public enum SubmissionResult
{
    Accepted,
    AlreadyDone,
    Refused,
}
