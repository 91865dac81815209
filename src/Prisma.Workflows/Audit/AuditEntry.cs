namespace Prisma.Workflows.Audit;

/// <summary>One plain sentence of what happened, chained by hash to the one before it in the same story. Never changed; it goes only together with what it tells of (domain.md §19).</summary>
[Index(nameof(Story), nameof(Number), IsUnique = true)]
public sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Whose story: "enrolment:…", "event:…" or "installation".</summary>
    public required string Story { get; init; }

    /// <summary>1, 2, 3 … within the story; unique, so two writers cannot both append the same place.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it: a name, or "Prisma" for the product itself.</summary>
    public required string Actor { get; init; }

    public required string Sentence { get; init; }
    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }
}
