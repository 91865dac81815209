namespace Prisma.Workflows.Authoring.Editing;

/// <summary>One change of an outline, as somebody asked for it.</summary>
public abstract record Edit
{
    /// <summary>A new step behind another: on one of its outcomes, or, where none is named, on the way that goes on.</summary>
    public sealed record Add(string BehindId, string Port, string Type, string Name) : Edit;

    /// <summary>Other values for a step's fields, and other steps for its outcomes; what is not named stays.</summary>
    public sealed record Change(string StepId, IReadOnlyDictionary<string, IReadOnlyList<string>> Values, IReadOnlyDictionary<string, string> Ways) : Edit;

    public sealed record MoveUp(string StepId) : Edit;

    public sealed record MoveDown(string StepId) : Edit;

    public sealed record Duplicate(string StepId) : Edit;

    public sealed record Remove(string StepId) : Edit;
}
