namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>What somebody invented means to do about a step.</summary>
sealed record Intention(DateTimeOffset At, Act Act = Act.Answer, Wishes? Wishes = null)
{
    /// <summary>For a rest: its last day.</summary>
    public DateOnly Until { get; init; }
}

enum Act
{
    Answer,
    Miss,
    Rest,
    ComeBack,
    Withdraw,
}
