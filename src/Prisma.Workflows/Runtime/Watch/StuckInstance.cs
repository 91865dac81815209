namespace Prisma.Workflows.Runtime.Watch;

/// <summary>An instance that nothing would wake, and why.</summary>
public sealed record StuckInstance(string InstanceId, string DefinitionId, string Sentence);
