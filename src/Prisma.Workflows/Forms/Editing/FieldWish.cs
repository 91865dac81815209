namespace Prisma.Workflows.Forms.Editing;

/// <summary>A question as a steward filled it in.</summary>
public sealed record FieldWish
{
    public required string Label { get; init; }
    public string Why { get; init; } = "";
    public string Hint { get; init; } = "";
    public required FieldType Type { get; init; }
    public bool Required { get; init; }

    /// <summary>May be promised to be told in person.</summary>
    public bool MayBeTold { get; init; }

    public bool Sealed { get; init; }
    public bool Voice { get; init; }
    public decimal? Min { get; init; }
    public decimal? Max { get; init; }
    public int MinRows { get; init; }
    public int MaxRows { get; init; } = 1;

    /// <summary>The words of the choices, in order.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    public string Agreement { get; init; } = "";
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>The answers of one other question of which one must be given, as "key=answer"; empty when it is always asked.</summary>
    public IReadOnlyList<string> AskedIf { get; init; } = [];
}
