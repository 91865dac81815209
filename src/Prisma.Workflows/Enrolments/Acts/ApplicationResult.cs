namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>What became of answering a call.</summary>
public enum ApplicationResult
{
    Begun,
    AlreadyThere,
    CallIsClosed,
    PathwayIsClosed,
}
