namespace Prisma.Workflows.Enrolments.Ladders;

/// <summary>What silence does at a rung.</summary>
public enum RungEffect
{
    None,

    /// <summary>The enrolment rests; the ladder goes on.</summary>
    Pause,

    /// <summary>The step closes as lapsed.</summary>
    Lapse,

    /// <summary>The agreement expires.</summary>
    Expire,

    /// <summary>The gate ends without enough voices.</summary>
    NoQuorum,

    /// <summary>The place goes to the next in line.</summary>
    Release,
}
