namespace Prisma.Workflows.Pathways.Views;

/// <summary>A failure of a pathway that nobody has had tried again yet.</summary>
/// <param name="InstanceId">The enrolment's own instance, or a child of it.</param>
/// <param name="Text">Where, and what.</param>
public sealed record OpenIncident(string InstanceId, string Id, string Text);
