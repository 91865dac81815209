using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.Mail;

/// <summary>A mail decided in a commit and not yet delivered: its template and its facts. It is written and its links are made when it is sent.</summary>
public sealed class OutboxMessage
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Enrolment, step, purpose and person in one; unique, so that nothing is owed twice.</summary>
    public required string Key { get; init; }

    public Guid? EnrolmentId { get; init; }
    public Guid? StepId { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>The template's id, e.g. "E02".</summary>
    public required string Template { get; init; }

    /// <summary>The facts the template is filled with, as JSON; links are added when it is sent.</summary>
    public required string Facts { get; set; }

    public OutboxState State { get; set; } = OutboxState.Pending;

    /// <summary>A step closed between scheduling and sending takes the mail with it.</summary>
    public bool DiesWithStep { get; init; }

    /// <summary>Whether it first asks for a step, and not at once.</summary>
    public bool OpensLater => DiesWithStep && DueAt > CreatedAt && Key.Contains($":{OwedMail.Opening}", StringComparison.Ordinal);

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Not before: the recipient's quiet hours, or the back-off after a failed attempt.</summary>
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>Chosen once, so that every attempt is the same mail to the world.</summary>
    public required string MessageId { get; init; }

    public int Attempts { get; set; }

    /// <summary>Who is sending it now, until when; a sender that died leaves it to the rescue.</summary>
    public DateTimeOffset? SendingUntil { get; set; }

    /// <summary>When the server took it, or the digest that carries it.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>The key of the digest that carries it, where it was not sent by itself.</summary>
    public string? DigestKey { get; set; }

    public string LastError { get; set; } = "";
    public int Revision { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<OutboxMessage>
    {
        public void Configure(EntityTypeBuilder<OutboxMessage> builder)
        {
            builder.HasIndex(message => message.Key).IsUnique();
            builder.HasIndex(message => new { message.State, message.DueAt });
            builder.HasIndex(message => message.StepId);
            builder.HasIndex(message => message.PersonId);
            builder.HasIndex(message => message.DigestKey).OnlyWithValue();
            builder.HasIndex(message => message.EnrolmentId);
            builder.HasIndex(message => message.CreatedAt);
            builder.Property(message => message.Revision).IsConcurrencyToken();
        }
    }
}
