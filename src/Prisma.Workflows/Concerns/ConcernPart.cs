namespace Prisma.Workflows.Concerns;

/// <summary>What somebody has to do with a concern.</summary>
public enum ConcernPart
{
    /// <summary>Looks into it.</summary>
    Responder,

    /// <summary>Named in it, or close to it: never reads it and never decides on it.</summary>
    Involved,

    /// <summary>Looks a second time, when one of the two sides asked for it.</summary>
    SecondLook,
}
