namespace Prisma.Workflows.Concerns;

/// <summary>One entry of a concern's sealed record.</summary>
[Index(nameof(ConcernId), nameof(At))]
public sealed class ConcernNote
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid ConcernId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
    public required NoteKind Kind { get; init; }
    public required string Text { get; init; }
}
