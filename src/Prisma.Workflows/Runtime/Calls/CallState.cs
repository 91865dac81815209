namespace Prisma.Workflows.Runtime.Calls;

/// <summary>Where a call to the outside stands.</summary>
public enum CallState
{
    Pending,
    Calling,
    Answered,

    /// <summary>Refused here, or not answered however often it was tried; the workflow was told.</summary>
    Failed,

    /// <summary>Nobody waits for the answer any more.</summary>
    Unwanted,
}
