namespace Prisma.Workflows.Pathways.Runs;

/// <summary>An instance somebody should look at.</summary>
/// <param name="Name">What the workflow it runs is called.</param>
/// <param name="EnrolmentId">Whose passage it is; null where it is nobody's.</param>
/// <param name="Whose">What that enrolment is called.</param>
/// <param name="IncidentId">What can be tried again; null where nothing can.</param>
/// <param name="CanEnd">Whether it can be ended by itself: it runs, and is nobody's passage.</param>
public sealed record TroubledInstance(string Id, string Name, Guid? EnrolmentId, string? Whose, DateTimeOffset UpdatedAt, string Sentence, string? IncidentId, bool CanEnd);
