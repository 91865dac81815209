using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.Contributions;

/// <summary>A dated record of who gave what (domain.md §5.9); recorded as stated until somebody witnesses it.</summary>
public sealed class Contribution
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public required Guid EnrolmentId { get; init; }
    public required Guid PersonId { get; init; }
    public required string Kind { get; init; }
    public required string What { get; set; }
    public required string Context { get; init; }
    public required DateTimeOffset At { get; init; }
    public string Visibility { get; set; } = "me";
    public ContributionState State { get; set; } = ContributionState.Stated;

    /// <summary>Who of those who received it sees it otherwise.</summary>
    public Guid? ContestedById { get; set; }

    public DateTimeOffset? ContestedAt { get; set; }

    /// <summary>How they see it.</summary>
    public string Doubt { get; set; } = "";

    public DateTimeOffset? ResolvedAt { get; set; }
    public int Revision { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Contribution>
    {
        public void Configure(EntityTypeBuilder<Contribution> builder)
        {
            builder.HasIndex(contribution => contribution.PersonId);
            builder.Property(contribution => contribution.State).HasDefaultValue(ContributionState.Stated);
            builder.Property(contribution => contribution.Revision).IsConcurrencyToken();
        }
    }
}
