namespace Prisma.Workflows.Runtime;

/// <summary>Tells companions that the instance was started by another, whose place it may act in.</summary>
public sealed record ParentInstance(string Id);
