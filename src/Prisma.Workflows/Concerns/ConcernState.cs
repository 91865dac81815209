namespace Prisma.Workflows.Concerns;

/// <summary>Where a concern stands (docs/lifecycle.md).</summary>
public enum ConcernState
{
    Received,

    /// <summary>A trust node has said that they are looking into it.</summary>
    Acknowledged,
    Closed,

    /// <summary>One side asked for a second look.</summary>
    Appealed,
    Settled,
}
