namespace Prisma.Workflows.Runtime.Watch;

/// <summary>An instance somebody should look at.</summary>
/// <param name="Id">The instance.</param>
/// <param name="DefinitionId">What it runs.</param>
/// <param name="SubStatus">Faulted, or what it is while it is stuck.</param>
/// <param name="UpdatedAt">When it last ran.</param>
/// <param name="Sentence">What is wrong.</param>
/// <param name="IncidentId">What can be tried again; null where nothing can.</param>
/// <param name="IsRunning">Whether it can be cancelled.</param>
public sealed record TroubledInstance(string Id, string DefinitionId, string SubStatus, DateTimeOffset UpdatedAt, string Sentence, string? IncidentId, bool IsRunning);
