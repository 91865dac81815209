using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>One enrolment in a list.</summary>
public sealed record EnrolmentRow(Guid Id, string Who, string Pathway, EnrolmentState State, string Stage, string OpenStep, DateTimeOffset? DueAt, bool WaitsForSeat);
