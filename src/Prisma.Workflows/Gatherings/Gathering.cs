using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Gatherings;

/// <summary>A gathering of the catalogue: how long it takes, for how many, and with which structures in order (domain.md §14.1).</summary>
public sealed record Gathering(string Id, int Minutes, Structure.Span People, IReadOnlyList<string> Structures)
{
    /// <summary>It is for more than two; two who talk choose their own time.</summary>
    public bool IsOfMany => People.To > 2;

    /// <summary>Whether one time holds for all who come, and is set on the event's page of gatherings; an organisation agrees on its own.</summary>
    public bool IsForAllOf(string pathway) => pathway == Pathway.Event || (pathway == Pathway.Participant && IsOfMany);
}

/// <summary>The words of a gathering in one language.</summary>
public sealed record GatheringText(string Title, string Who, string Purpose, IReadOnlyList<string> Course, string Leaves);
