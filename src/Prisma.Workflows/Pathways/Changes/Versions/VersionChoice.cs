namespace Prisma.Workflows.Pathways.Changes.Versions;

/// <summary>In which version of its pathway a passage is, and in which it could go on.</summary>
/// <param name="Pathway">The definition's id.</param>
/// <param name="Now">The version it is in.</param>
/// <param name="Newest">The version people begin on now; null when there is none.</param>
/// <param name="Chosen">The version in which it goes on from its next stage; null where nobody chose one.</param>
/// <param name="IsTakenBack">Whether the chosen version was taken back; while it is, nobody goes on in it.</param>
/// <param name="Begins">The stages that can be next and are in the newest version: it moves when one of them begins.</param>
/// <param name="Lacks">The stages that can be next and are not in the newest version.</param>
/// <param name="WaitsAt">The places where it waits that are not in the newest version: where one is still open when the stage begins, it stays.</param>
public sealed record VersionChoice(string Pathway, int Now, int? Newest, int? Chosen, bool IsTakenBack, IReadOnlyList<string> Begins, IReadOnlyList<string> Lacks, IReadOnlyList<string> WaitsAt)
{
    public bool IsOpen => Newest is { } newest && newest != Now;

    /// <summary>Whether it may still go on in the version that was chosen: one that was taken back can be published again only while none is.</summary>
    public bool Stands => Chosen is not null && !(IsTakenBack && Newest is not null);

    /// <summary>Why it can't go on in the newest version, as the end of a sentence; null where it can.</summary>
    public string? Hindrance => Begins.Count > 0 ? null
        : Lacks.Count > 0 ? $"version {Newest} has no {Named(Lacks, "and no")}, which begins next"
        : "no stage of it begins any more";

    /// <summary>What could hold it back when the stage begins, as a sentence; empty where nothing could.</summary>
    public string Doubt =>
        (WaitsAt.Count > 0 ? $"Should {Named(WaitsAt, "or")} still be open then, which version {Newest} does not have, it stays in version {Now}. " : "")
        + (Lacks.Count > 0 && Begins.Count > 0 ? $"Should {Named(Lacks, "or")} begin first, which version {Newest} does not have, it stays in version {Now}." : "");

    public string When => $"when {Named(Begins, "or")} begins";

    static string Named(IEnumerable<string> names, string or) => string.Join($" {or} ", names.Select(name => $"“{name}”"));
}
