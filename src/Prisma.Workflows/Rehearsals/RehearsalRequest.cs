using Prisma.Workflows.Events;

namespace Prisma.Workflows.Rehearsals;

/// <summary>Which pathway is played, from which day on, at which pace.</summary>
public sealed record RehearsalRequest(string Pathway, DateOnly Start, Profile Profile = Profile.Standard);
