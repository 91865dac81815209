namespace Prisma.Workflows.Mail.Digests;

/// <summary>One mail of a digest, with what is known today of the step it asks for.</summary>
/// <param name="Mail">As it was owed.</param>
/// <param name="Title">The step's; null where it asks for none.</param>
/// <param name="DueAt">Until when the step is open.</param>
/// <param name="ClosedAt">When the step was closed; null while it is open, or where there is none.</param>
sealed record DigestLine(OutboxMessage Mail, string? Title, DateTimeOffset? DueAt, DateTimeOffset? ClosedAt)
{
    /// <summary>Nothing is to be done about it any more.</summary>
    public bool IsOver => Mail.DiesWithStep && ClosedAt is not null;
}
