using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>A change of an event that waits for somebody's word.</summary>
/// <param name="Kind">A pause, whose words are to be read and sent, or a move, to be agreed to.</param>
/// <param name="AnswerBy">By when, as the mail that asks for it says.</param>
public sealed record ChangeToAnswer(ChangeKind Kind, string EventName, string Slug, DateTimeOffset AnswerBy);
