namespace Prisma.Workflows.Enrolments;

/// <summary>A signal raised in a burst, to be heard after it: by all who wait in the event, or by one enrolment.</summary>
public sealed record PendingSignal(string Name, Guid EventId, Guid? EnrolmentId);
