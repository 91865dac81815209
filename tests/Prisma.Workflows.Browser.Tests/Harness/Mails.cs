using System.Text;
using System.Text.RegularExpressions;
using MimeKit;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Browser.Tests.Harness;

/// <summary>What arrived in everybody's mailbox.</summary>
public sealed partial class Mails(ScriptedSmtpServer server)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    readonly HashSet<int> _read = [];

    public IReadOnlyList<MimeMessage> All => [.. server.Mails.Select(Parse)];

    /// <summary>The next unread mail to one of these addresses whose subject or text holds the words; waits for it.</summary>
    public async Task<Letter> NextAsync(string words, params IReadOnlyList<string> to)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (TimeProvider.System.GetUtcNow() < until)
        {
            var all = All;
            for (var index = 0; index < all.Count; index++)
            {
                var letter = new Letter(all[index]);
                if (to.Contains(letter.To) && letter.Holds(words) && _read.Add(index))
                {
                    return letter;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"No mail to {string.Join(" or ", to)} says “{words}”. There are:\n{string.Join('\n', All.Select(mail => $"{mail.To}: {mail.Subject}"))}");
    }

    static MimeMessage Parse(string mail)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(mail));
        return MimeMessage.Load(stream);
    }

    /// <summary>One mail as its reader has it.</summary>
    public sealed partial class Letter(MimeMessage message)
    {
        public string To => message.To.Mailboxes.Single().Address;

        public string Subject => message.Subject ?? "";

        public string Text => message.TextBody ?? "";

        public IReadOnlyList<string> Attachments => [.. message.Attachments.Select(part => part.ContentDisposition?.FileName ?? "")];

        public IReadOnlyList<string> Links => [.. Link().Matches(Text).Select(match => match.Value).Distinct(StringComparer.Ordinal)];

        /// <summary>The one thing it asks for.</summary>
        public string Action => Links.First(link => link.Contains("/l/", StringComparison.Ordinal) && !link.Contains('?', StringComparison.Ordinal));

        public string Leave => Links.First(link => link.EndsWith("?to=leave", StringComparison.Ordinal));

        public string Code => SixDigits().Match(Text).Value;

        public bool Holds(string words) => Subject.Contains(words, StringComparison.OrdinalIgnoreCase) || Text.Contains(words, StringComparison.OrdinalIgnoreCase);

        [GeneratedRegex(@"https?://[^\s<>""\)]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
        private static partial Regex Link();

        [GeneratedRegex(@"\b\d{6}\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
        private static partial Regex SixDigits();
    }
}
