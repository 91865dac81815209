namespace Prisma.Workflows.Pathways.Runs;

/// <summary>Something that was to be done to runs could not be, so nothing of it was.</summary>
public sealed class RunsNotAlteredException(IReadOnlyList<string> reasons) : Exception(string.Join(' ', reasons))
{
    /// <summary>One sentence for each that could not be done.</summary>
    public IReadOnlyList<string> Reasons => reasons;
}
