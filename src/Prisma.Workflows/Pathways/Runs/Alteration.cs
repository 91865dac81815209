namespace Prisma.Workflows.Pathways.Runs;

/// <summary>One thing that is done to a run from outside, as Elsa names it.</summary>
public abstract record Alteration
{
    public sealed record Cancel : Alteration;

    /// <param name="Activity">Its id, or that of its execution.</param>
    public sealed record CancelActivity(string Activity) : Alteration;

    /// <param name="Activity">Its id; for one that failed also that of its execution.</param>
    public sealed record ScheduleActivity(string Activity) : Alteration;

    public sealed record ModifyVariable(string VariableId, JsonNode? Value) : Alteration;

    public sealed record Migrate(int TargetVersion) : Alteration;
}
