using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>One enrolment in a list.</summary>
public sealed record EnrolmentRow(Guid Id, string Who, string Pathway, EnrolmentState State, string Stage, string OpenStep, DateTimeOffset? DueAt, bool WaitsForSeat, string InstanceId)
{
    /// <summary>Where nobody has anything to do: what it waits for, in words.</summary>
    public string WaitsFor { get; init; } = "";
}
