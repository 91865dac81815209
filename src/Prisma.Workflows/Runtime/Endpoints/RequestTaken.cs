using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Runtime.Endpoints;

/// <summary>What came of a request.</summary>
/// <param name="InstanceId">The instance that it started or woke.</param>
/// <param name="Answer">What the workflow wrote; null when it wrote nothing.</param>
/// <param name="HasFailed">Whether something in it failed.</param>
public sealed record RequestTaken(string InstanceId, HttpResponse? Answer, bool HasFailed);
