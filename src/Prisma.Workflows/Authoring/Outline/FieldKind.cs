namespace Prisma.Workflows.Authoring.Outline;

/// <summary>How a field of a step is edited.</summary>
public enum FieldKind
{
    Line,
    Text,
    Number,
    YesNo,
    Choice,
    Choices,

    /// <summary>Several choices, one after the other.</summary>
    Sequence,
    Lines,

    /// <summary>First and last day of a stage for each profile.</summary>
    Window,

    /// <summary>An expression, or a structure: drawn on the canvas, shown here.</summary>
    Computed,
}
