namespace Prisma.Workflows.Runtime.Endpoints;

/// <summary>Where a request goes: its method, its path below the base path, and whom it is meant for where it says so.</summary>
public sealed record EndpointAddress(string Method, string Path, string? InstanceId, string? CorrelationId);
