namespace Prisma.Workflows.Concerns;

/// <summary>What came of a concern, as a class that may be counted without telling anything of it.</summary>
public enum ConcernOutcome
{
    Nothing,
    Talk,
    Agreement,
    StepAway,
    Exclusion,

    /// <summary>Only with the wish of who told it, or where somebody is in danger.</summary>
    Authorities,
}
