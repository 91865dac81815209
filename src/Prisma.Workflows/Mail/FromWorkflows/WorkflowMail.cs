using System.Text;
using MimeKit;
using MimeKit.Text;
using Prisma.Workflows.Engine.Instances.Requests;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Mail.FromWorkflows;

/// <summary>A mail whose words stand in a workflow definition itself, rather than in a template.</summary>
static class WorkflowMail
{
    /// <summary>What stands where other mails name their template.</summary>
    public const string Template = "workflow";

    const int MostRecipients = 50;
    const int LongestBody = 200_000;

    public static JsonObject Facts(SendMail mail) => new()
    {
        ["from"] = mail.From,
        ["to"] = Texts(mail.To),
        ["cc"] = Texts(mail.Cc),
        ["bcc"] = Texts(mail.Bcc),
        ["subject"] = mail.Subject,
        ["body"] = mail.Body,
    };

    /// <summary>The sender is always the installation's own; an author who names another is written into Reply-To.</summary>
    /// <exception cref="FormatException">It cannot be sent as it stands.</exception>
    public static MimeMessage Compose(OutboxMessage owed, string sender, DateTimeOffset now)
    {
        var facts = (JsonObject)JsonNode.Parse(owed.Facts)!;
        var body = facts["body"]?.ToString() ?? "";
        if (body.Length > LongestBody)
            throw new FormatException($"The text has {body.Length} characters; at most {LongestBody} are sent.");
        var message = new MimeMessage
        {
            MessageId = owed.MessageId.Trim('<', '>'),
            Date = now,
            Subject = MailText.OneLine(facts["subject"]?.ToString() ?? ""),
            Body = Body(body, facts["text"]?.ToString()),
        };
        message.From.Add(MailboxAddress.Parse(sender));
        message.To.AddRange(Addresses(facts, "to"));
        message.Cc.AddRange(Addresses(facts, "cc"));
        message.Bcc.AddRange(Addresses(facts, "bcc"));
        message.ReplyTo.AddRange(Addresses(facts, "from"));
        var recipients = message.To.Count + message.Cc.Count + message.Bcc.Count;
        if (recipients is 0 or > MostRecipients)
            throw new FormatException(recipients == 0 ? "It has no recipient." : $"It has {recipients} recipients; at most {MostRecipients} are written to at once.");
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return message;
    }

    /// <summary>For a list: what it is, what it is about, and to whom.</summary>
    public static (string Kind, string Subject, string To) Sketch(string facts) => JsonNode.Parse(facts) is JsonObject known
        ? (known["kind"]?.ToString() ?? Template, MailText.OneLine(known["subject"]?.ToString() ?? ""), string.Join(", ", Values(known, "to")))
        : (Template, "", "");

    static IEnumerable<MailboxAddress> Addresses(JsonObject facts, string field)
    {
        foreach (var text in Values(facts, field))
        {
            yield return !text.Any(char.IsControl) && MailboxAddress.TryParse(text, out var address)
                ? address
                : throw new FormatException($"“{MailText.OneLine(text, 80)}” is not a mail address.");
        }
    }

    /// <summary>One text may hold several addresses.</summary>
    static IEnumerable<string> Values(JsonObject facts, string field)
    {
        var texts = facts[field] switch
        {
            JsonArray several => several.Select(one => one?.ToString() ?? ""),
            { } one => [one.ToString()],
            null => [],
        };
        return texts.SelectMany(text => text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    static MimeEntity Body(string body, string? text) => body.Contains('<', StringComparison.Ordinal)
        ? new MultipartAlternative(Part(TextFormat.Plain, text ?? ToText(body)), Part(TextFormat.Html, body))
        : Part(TextFormat.Plain, body);

    static TextPart Part(TextFormat format, string text) => new(format) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    /// <summary>What somebody reads whose program shows no HTML.</summary>
    static string ToText(string html)
    {
        var text = new StringBuilder();
        var tokens = new HtmlTokenizer(new StringReader(html)) { DecodeCharacterReferences = true };
        var hidden = 0;
        while (tokens.ReadNextToken(out var token))
        {
            switch (token)
            {
                case HtmlTagToken { Id: HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Head } tag when !tag.IsEmptyElement:
                    hidden += tag.IsEndTag ? -1 : 1;
                    break;
                case HtmlTagToken { Id: HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 } tag when tag.IsEndTag || tag.Id == HtmlTagId.Br:
                    text.Append('\n');
                    break;
                case HtmlDataToken data when hidden <= 0 && token.Kind == HtmlTokenKind.Data:
                    text.Append(data.Data);
                    break;
            }
        }

        return MailText.Clean(text.ToString()).Trim();
    }

    static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
