using MimeKit;
using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Rehearsals;

/// <summary>Takes every mail of a rehearsal and sends none.</summary>
sealed class RecordedMails : IMailSender
{
    readonly List<MimeMessage> _taken = [];

    public IReadOnlyList<MimeMessage> Taken => _taken;

    public Task<SendAnswer> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        _taken.Add(message);
        return Task.FromResult<SendAnswer>(new SendAnswer.Accepted("Written down, not sent."));
    }
}
