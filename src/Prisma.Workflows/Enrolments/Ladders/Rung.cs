namespace Prisma.Workflows.Enrolments.Ladders;

/// <summary>One rung: a mail, a task for somebody, or an effect on the step, so many days after the ladder's base.</summary>
public sealed record Rung(string Key, int Days)
{
    static readonly TimeOnly Morning = new(9, 0);

    public TimeOnly Time { get; init; } = Morning;

    /// <summary>The template's id; empty for none.</summary>
    public string Mail { get; init; } = "";

    /// <summary>What a person is asked to do, e.g. "call"; empty for none.</summary>
    public string Task { get; init; } = "";

    /// <summary>"facilitator", "lead" or "steward".</summary>
    public string To { get; init; } = "";

    public RungEffect Effect { get; init; }

    /// <summary>The rung is passed over when the step is open for fewer days than this.</summary>
    public int OnlyIfWindowDays { get; init; }

    /// <summary>Whether it closes the step.</summary>
    public bool Ends => Effect is not (RungEffect.None or RungEffect.Pause);

    /// <summary>The key of the task with which it asks somebody about a step.</summary>
    public string TaskOf(Step step) => $"{step.Key}.{Key}.{step.Round}";

    public bool IsPassedOver(Step step) => OnlyIfWindowDays > 0 && (step.DueAt - step.OpenedAt).TotalDays < OnlyIfWindowDays;
}
