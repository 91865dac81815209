using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Prisma.Workflows.Mail.Sending;

/// <summary>Keeps mails in the data folder where no server is set; nothing leaves the machine.</summary>
public sealed partial class LocalMailbox(IOptions<PrismaOptions> options, TimeProvider time) : IMailSender
{
    readonly string _folder = Path.Combine(options.Value.DataFolder, "mail");

    public async Task<SendAnswer> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            var path = Path.Combine(_folder, $"{Named(time.GetUtcNow())}-{NotOfAName().Replace((message.MessageId ?? "").Split('@')[0], "")}.eml");
            await using (var file = new FileStream($"{path}.part", FileMode.Create, FileAccess.Write))
            {
                await message.WriteToAsync(file, cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move($"{path}.part", path, overwrite: true);
            return new SendAnswer.Accepted("Kept in the local mailbox, not sent.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            return new SendAnswer.TryLater($"The local mailbox could not be written: {exception.Message}", NobodyThere: true);
        }
    }

    /// <summary>All mails, the latest first.</summary>
    public IReadOnlyList<LocalMailLine> List() => [.. Files().Select(Line)];

    /// <summary>Those whose addressee or subject has each of the words in it, the latest first; pages count from zero.</summary>
    public Found<LocalMailLine> Find(string asked, int page) => asked.Length > 0
        ? Found.In(Files().Select(Line), asked, page, line => $"{line.To} {line.Subject}")
        : Found.In(Files(), "", page, _ => "").With(Line);

    /// <summary>One mail with both its parts; null where there is none of this id.</summary>
    public LocalMail? Read(string id)
    {
        var path = Path.Combine(_folder, $"{id}.eml");
        if (id.Length == 0 || NotOfAName().IsMatch(id) || !File.Exists(path))
            return null;
        var message = MimeMessage.Load(path);
        return new LocalMail(message.Date, Plain(message.To), message.Subject ?? "", message.HtmlBody ?? "", message.TextBody ?? "");
    }

    /// <summary>Clears away what was kept before that time, also what a machine that died left half of.</summary>
    public void Forget(DateTimeOffset before)
    {
        var first = Named(before);
        foreach (var file in Directory.Exists(_folder) ? Directory.GetFiles(_folder).Where(file => string.CompareOrdinal(Path.GetFileName(file), first) < 0) : [])
            File.Delete(file);
    }

    IEnumerable<string> Files() => Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder, "*.eml").OrderDescending(StringComparer.Ordinal) : [];

    /// <summary>How the names of what is kept then begin.</summary>
    static string Named(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff", CultureInfo.InvariantCulture);

    static LocalMailLine Line(string path)
    {
        using var file = File.OpenRead(path);
        var headers = HeaderList.Load(file);
        return new LocalMailLine(
            Path.GetFileNameWithoutExtension(path),
            MimeKit.Utils.DateUtils.TryParse(headers[HeaderId.Date] ?? "", out var at) ? at : default,
            InternetAddressList.TryParse(headers[HeaderId.To] ?? "", out var to) ? Plain(to) : "",
            headers[HeaderId.Subject] ?? "");
    }

    /// <summary>As people read an address, without the quotation marks of a header.</summary>
    static string Plain(InternetAddressList addresses) =>
        string.Join(", ", addresses.Mailboxes.Select(one => string.IsNullOrEmpty(one.Name) ? one.Address : $"{one.Name} <{one.Address}>"));

    [GeneratedRegex("[^0-9A-Za-z-]+", RegexOptions.None, 5000)]
    private static partial Regex NotOfAName();
}

/// <summary>A mail in the local mailbox, as a list shows it. It was never sent.</summary>
public sealed record LocalMailLine(string Id, DateTimeOffset At, string To, string Subject);

/// <summary>A mail in the local mailbox with both its parts. It was never sent.</summary>
public sealed record LocalMail(DateTimeOffset At, string To, string Subject, string Html, string Text);
