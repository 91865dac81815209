using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.Concerns;

/// <summary>One entry of a concern's sealed record.</summary>
public sealed class ConcernNote
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid ConcernId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public required NoteKind Kind { get; init; }

    public required string Text { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ConcernNote>
    {
        public void Configure(EntityTypeBuilder<ConcernNote> builder) => builder.HasIndex(note => new { note.ConcernId, note.At });
    }
}
