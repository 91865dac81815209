using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments;

/// <summary>Another passage of the same event that a burst asked for, begun after it in the same commit.</summary>
public sealed record PendingPassage(string Pathway, Person Owner);
