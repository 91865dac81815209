namespace Prisma.Workflows.Pathways.Views;

/// <summary>One line of somebody's day: what, for whom, until when.</summary>
public sealed record OpenStep(Guid StepId, string Title, DateTimeOffset DueAt, string Who, string EventName, Guid EnrolmentId);
