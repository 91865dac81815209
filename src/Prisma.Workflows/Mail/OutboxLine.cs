namespace Prisma.Workflows.Mail;

/// <summary>The mails that are held while there is no way to the mail server.</summary>
public sealed record HeldMails(Offline Offline, int Count);

/// <summary>One owed mail in a list; it has a name where its template is known, and an enrolment where it belongs to one.</summary>
public sealed record OutboxLine(Guid Id, string Template, string Name, string To, OutboxState State, DateTimeOffset CreatedAt, DateTimeOffset DueAt, DateTimeOffset? SentAt, string LastError, string TimeZone, Guid? EnrolmentId);
