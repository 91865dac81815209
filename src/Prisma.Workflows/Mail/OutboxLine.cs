namespace Prisma.Workflows.Mail;

/// <summary>One owed mail in a list.</summary>
public sealed record OutboxLine(Guid Id, string Template, string To, OutboxState State, DateTimeOffset DueAt, DateTimeOffset? SentAt, string LastError);
