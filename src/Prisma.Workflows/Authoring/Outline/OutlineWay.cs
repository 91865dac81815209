namespace Prisma.Workflows.Authoring.Outline;

/// <summary>One outcome of a step and the steps it leads to: none, one, or several where the way forks.</summary>
public sealed record OutlineWay(string Port, string InWords, IReadOnlyList<OutlineWay.End> Ends)
{
    /// <summary>A fork is drawn on the canvas; the outline shows it and leaves it alone.</summary>
    public bool IsFork => Ends.Count > 1;

    /// <summary>A step that an outcome leads to.</summary>
    public sealed record End(string StepId, string Name, bool GoesBack);
}
