namespace Prisma.Workflows.Mail;

/// <summary>Where an owed mail stands.</summary>
public enum OutboxState
{
    Pending,
    Sending,
    Sent,

    /// <summary>The server may have taken it before the line broke; a person decides whether to send it again.</summary>
    MaybeSent,
    Failed,

    /// <summary>Its step was done before it went out.</summary>
    Cancelled,

    /// <summary>The person has had enough mails for now; the digest that carries it says the same.</summary>
    InDigest,
}
