using System.Collections.Concurrent;
using MimeKit;
using Prisma.Workflows.Mail.Sending;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>Accepts every mail and remembers it, unless a test tells it how to answer.</summary>
public sealed class RecordingMailSender : IMailSender
{
    readonly ConcurrentQueue<MimeMessage> _sent = [];

    /// <summary>The mails accepted, in order.</summary>
    public IReadOnlyList<MimeMessage> Sent => [.. _sent];

    /// <summary>How the next mails are answered; a test may also throw here, or look at the database.</summary>
    public Func<MimeMessage, Task<SendAnswer>> Answer { get; set; } = _ => Task.FromResult<SendAnswer>(new SendAnswer.Accepted("250 recorded"));

    public IReadOnlyList<MimeMessage> To(string email) =>
        [.. _sent.Where(message => message.To.Mailboxes.Any(mailbox => mailbox.Address == email))];

    public void Forget() => _sent.Clear();

    public async Task<SendAnswer> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        var answer = await Answer(message);
        if (answer is SendAnswer.Accepted or SendAnswer.Unknown)
        {
            _sent.Enqueue(message);
        }

        return answer;
    }
}
