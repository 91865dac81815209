namespace Prisma.Workflows.Gatherings;

/// <summary>A way of meeting: how long it takes, for how many, and what it suits.</summary>
public sealed record Structure(string Id, Structure.Span Minutes, Structure.Span People, IReadOnlyList<string> Suits)
{
    /// <summary>What structures may suit, in the order of an event.</summary>
    public static readonly IReadOnlyList<string> Purposes = ["onboarding", "alignment", "co-design", "intensive", "harvest"];

    public sealed record Span(int From, int To)
    {
        public bool Holds(int value) => value >= From && value <= To;
    }
}

/// <summary>The words of a structure in one language.</summary>
public sealed record StructureText(string Name, string InOneLine, IReadOnlyList<string> Steps);
