using MailKit;

namespace Prisma.Workflows.Mail.Sending;

/// <summary>Listens to a conversation with a server for the one moment that matters: 354, "start mail input". From there on only its answer tells whether the mail was taken.</summary>
sealed class HandoverWatch : IProtocolLogger
{
    public bool IsHandedOver { get; set; }
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogConnect(Uri uri)
    {
    }

    public void LogClient(byte[] buffer, int offset, int count)
    {
    }

    public void LogServer(byte[] buffer, int offset, int count) =>
        IsHandedOver |= buffer.AsSpan(offset, count).StartsWith("354"u8);

    public void Dispose()
    {
    }
}
