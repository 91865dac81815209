using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.People.Reading;

/// <summary>A steward's consent to exactly one content of a version; a later change leaves it behind.</summary>
public sealed class VersionConsent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string VersionId { get; init; }

    public required string ContentHash { get; init; }

    public required Guid PersonId { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset At { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<VersionConsent>
    {
        public void Configure(EntityTypeBuilder<VersionConsent> builder) =>
            builder.HasIndex(consent => new { consent.VersionId, consent.ContentHash, consent.PersonId }).IsUnique();
    }
}
