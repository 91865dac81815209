namespace Prisma.Workflows.Pathways.Maps;

/// <summary>One of the conditions under which an event is aligned (gate G3), as far as the product knows.</summary>
/// <param name="Key">The gate's criterion it answers.</param>
/// <param name="Words">How readers see it.</param>
/// <param name="Detail">What it was reckoned from.</param>
public sealed record Condition(string Key, string Words, ConditionState State, string Detail)
{
    /// <summary>Where it is staged: the day for which it was promised.</summary>
    public DateOnly? Until { get; init; }
}
