namespace Prisma.Workflows.People;

/// <param name="WantsNews">Whether we write of events to come.</param>
/// <param name="RestDays">Days of the week without mails; all seven count as none, or nothing would ever come.</param>
public sealed record MailChoice(bool WantsNews, IReadOnlyList<DayOfWeek> RestDays);
