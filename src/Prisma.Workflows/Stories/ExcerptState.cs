namespace Prisma.Workflows.Stories;

/// <summary>Whether an excerpt may appear (docs/lifecycle.md).</summary>
public enum ExcerptState
{
    /// <summary>Whoever is shown has been asked.</summary>
    Asked,

    /// <summary>They want something changed, and see it again afterwards.</summary>
    ToChange,
    Released,
    LeftOut,
}
