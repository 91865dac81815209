namespace Prisma.Workflows.Pathways.Changes.Versions;

/// <summary>One passage beside the version people begin on now.</summary>
/// <param name="Who">A person, an organisation, or the event itself.</param>
/// <param name="Stage">Where it is; empty before its first stage.</param>
/// <param name="Newest">The version people begin on now.</param>
/// <param name="Chosen">The version in which it is to go on; null where nobody chose one that still holds.</param>
public sealed record PassageBehind(Guid EnrolmentId, string Who, string Event, string Stage, DateTimeOffset? Since, int Version, int Newest, int? Chosen);
