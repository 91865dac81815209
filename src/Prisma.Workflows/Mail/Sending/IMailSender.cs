using MimeKit;

namespace Prisma.Workflows.Mail.Sending;

/// <summary>Hands one mail over to the world and says what came back; it never throws for what the world answers.</summary>
public interface IMailSender
{
    Task<SendAnswer> SendAsync(MimeMessage message, CancellationToken cancellation);
}
