namespace Prisma.Workflows.Enrolments;

/// <summary>What kind of doing a step asks for.</summary>
public enum StepKind
{
    Form,

    /// <summary>Reading for a gate and answering it.</summary>
    Reading,
    Signature,
    Task,

    /// <summary>Holding a gathering and recording who came.</summary>
    Gathering,
}
