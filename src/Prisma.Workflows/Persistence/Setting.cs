using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.Persistence;

/// <summary>One value the installation keeps about itself, such as the hash of its setup link.</summary>
public sealed class Setting
{
    public required string Key { get; init; }

    public required string Value { get; set; }

    public int Revision { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Setting>
    {
        public void Configure(EntityTypeBuilder<Setting> builder)
        {
            builder.HasKey(setting => setting.Key);
            builder.Property(setting => setting.Revision).IsConcurrencyToken();
        }
    }
}
