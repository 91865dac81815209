namespace Prisma.Workflows.Concerns;

/// <summary>What an entry of the sealed record tells of.</summary>
public enum NoteKind
{
    /// <summary>What the product writes down of an act.</summary>
    Act,
    Meeting,

    /// <summary>What keeps everybody safe until it is decided.</summary>
    Safety,
    HeardReporter,
    HeardOther,
    Remark,

    /// <summary>Written to who told it; they read it.</summary>
    ToReporter,

    /// <summary>Written by who told it.</summary>
    FromReporter,
    Decision,
    Appeal,
    SecondLook,
}
