using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Mail.Wordings;

/// <summary>Words a steward wrote for a shipped mail in one language. They never change and are named by their hash; whichever was published last is what people read.</summary>
public sealed class MailWording
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The template's id, e.g. "E02".</summary>
    public required string Mail { get; init; }

    public required string Language { get; init; }

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public required string Hash { get; init; }

    public required string SavedBy { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Counted through the installation; null as long as nobody published it. The highest of a mail and language holds.</summary>
    public int? PublishedAs { get; set; }

    public static string HashOf(string subject, string body) => LinkToken.HashOf($"{subject}\n\n{body}");

    internal sealed class Configuration : IEntityTypeConfiguration<MailWording>
    {
        public void Configure(EntityTypeBuilder<MailWording> builder)
        {
            builder.HasIndex(wording => new { wording.Mail, wording.Language, wording.Hash }).IsUnique();
            builder.HasIndex(wording => wording.PublishedAs).IsUnique();
        }
    }
}
