namespace Prisma.Workflows.Pathways.Changes.Versions;

/// <summary>In which version of its pathway a passage is, and in which it could go on.</summary>
/// <param name="Pathway">The definition's id.</param>
/// <param name="Now">The version it is in.</param>
/// <param name="Newest">The version people begin on now; null when there is none.</param>
/// <param name="Chosen">The version in which it goes on from its next stage; null where nobody chose one.</param>
/// <param name="IsTakenBack">Whether the chosen version was taken back; while it is, nobody goes on in it.</param>
/// <param name="Lacks">Stages, and places where it waits, that are not in the newest version; while there are any it can't go on there.</param>
public sealed record VersionChoice(string Pathway, int Now, int? Newest, int? Chosen, bool IsTakenBack, IReadOnlyList<string> Lacks)
{
    public bool IsOpen => Newest is { } newest && newest != Now;

    /// <summary>Whether it may still go on in the version that was chosen: one that was taken back can be published again only while none is.</summary>
    public bool Stands => Chosen is not null && !(IsTakenBack && Newest is not null);
}
