using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.People;

/// <summary>One role given to one person.</summary>
public sealed class RoleGrant
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PersonId { get; init; }

    public required Role Role { get; init; }

    public DateTimeOffset GrantedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<RoleGrant>
    {
        public void Configure(EntityTypeBuilder<RoleGrant> builder) =>
            builder.HasIndex(grant => new { grant.PersonId, grant.Role }).IsUnique();
    }
}
