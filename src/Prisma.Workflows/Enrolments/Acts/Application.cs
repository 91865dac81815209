namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>How answering a call went. The page says the same to somebody known and unknown, so that nobody can ask who applied.</summary>
/// <param name="Result">Begun, already there, or the call or the pathway is closed.</param>
/// <param name="NextLink">The token of a link to the next step, for this browser only.</param>
public sealed record Application(ApplicationResult Result, Guid EnrolmentId, string? NextLink)
{
    public static readonly Application CallIsClosed = new(ApplicationResult.CallIsClosed, Guid.Empty, null);

    /// <summary>No version of the pathway is published.</summary>
    public static readonly Application PathwayIsClosed = new(ApplicationResult.PathwayIsClosed, Guid.Empty, null);

    /// <summary>A live enrolment of that address exists: its owner got a fresh link by mail.</summary>
    public static readonly Application AlreadyThere = new(ApplicationResult.AlreadyThere, Guid.Empty, null);
}
