namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>How somebody invented goes about what they are asked.</summary>
enum Manner
{
    /// <summary>Answers within days.</summary>
    Prompt,

    /// <summary>Answers after having been reminded.</summary>
    Late,

    /// <summary>Is quiet until the passage rests, and then comes back.</summary>
    Resting,

    /// <summary>Answers at first, and from one step on nothing more.</summary>
    Silent,

    /// <summary>Steps out at one step.</summary>
    Leaving,
}
