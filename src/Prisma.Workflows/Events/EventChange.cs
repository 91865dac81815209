using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.Events;

/// <summary>A decision about an event as a whole, which reaches its passages one after the other and each of them once.</summary>
public sealed class EventChange
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public required ChangeKind Kind { get; init; }
    public required ChangeState State { get; set; }

    /// <summary>Why, in the words that go to everybody.</summary>
    public required string Reason { get; set; }

    /// <summary>What becomes of money people paid or spent, where somebody said so.</summary>
    public string Money { get; init; } = "";

    /// <summary>The days before and after a move.</summary>
    public DateOnly? OldStartsOn { get; init; }

    public DateOnly? OldEndsOn { get; init; }
    public DateOnly? NewStartsOn { get; init; }
    public DateOnly? NewEndsOn { get; init; }
    public required Guid? ProposedById { get; init; }
    public required string ProposedBy { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Who said yes besides, where two are needed.</summary>
    public string ConfirmedBy { get; set; } = "";

    /// <summary>Until when a pause waits for another place.</summary>
    public DateOnly? WaitsUntil { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }
    public int Revision { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<EventChange>
    {
        public void Configure(EntityTypeBuilder<EventChange> builder)
        {
            builder.HasIndex(change => new { change.EventId, change.ProposedAt });
            builder.HasIndex(change => change.State);
            builder.HasOne<Event>().WithMany().HasForeignKey(change => change.EventId);
            builder.Property(change => change.Revision).IsConcurrencyToken();
        }
    }
}
