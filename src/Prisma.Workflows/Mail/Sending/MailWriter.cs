using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Text;
using Prisma.Workflows.Mail.Digests;
using Prisma.Workflows.Mail.FromWorkflows;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Mail.Sending;

/// <summary>Turns an owed mail into the message that goes over the line.</summary>
sealed class MailWriter(TemplateLibrary library, MailRenderer renderer, MailLinks links, DigestWriter digests, IOptions<MailOptions> options, TimeProvider time)
{
    static readonly string[] _ofTheButton = ["label", MailLinks.Page];

    /// <summary>Whether the person could do without it: it wakes nobody, and does not come third in three days.</summary>
    public bool CanWait(OutboxMessage message) => library.Find(message.Template) is { Transactional: false };

    /// <summary>Writes the mail; whatever keeps it from being written is an answer, so that it cannot hold up the mails behind it.</summary>
    /// <param name="message">What is owed.</param>
    /// <param name="stepClosedAt">When the step it asks for was closed, if it was.</param>
    /// <param name="lines">What a digest puts together; empty for every other mail.</param>
    public Writing Write(OutboxMessage message, Person? person, DateTimeOffset? stepClosedAt, IReadOnlyList<DigestLine> lines)
    {
        if (message.Template == WorkflowMail.Template)
            return WriteOfWorkflow(message);
        person ??= Stranger(message.Facts);
        if (person is null)
            return new Writing.Impossible("The recipient is no longer known here.");
        if (library.Find(message.Template) is not { } template)
            return new Writing.Impossible($"There is no mail template {message.Template}.");
        try
        {
            var (facts, made) = lines.Count > 0 ? digests.FactsOf(person, lines) : FactsOf(message, template, stepClosedAt);
            if (Address(person.Name, Text(facts, "to", "email") ?? person.Email) is not { } to)
                return new Writing.Impossible("The recipient's address is not a mail address.");
            Label(facts, template);
            var mail = renderer.Render(template, person.Language, facts);
            return new Writing.Done(Compose(message, template, mail, facts, to), made);
        }
        catch (Exception exception)
        {
            return new Writing.Impossible(exception is MailTemplateException ? exception.Message : $"The mail could not be written: {exception.Message}");
        }
    }

    (JsonObject Facts, List<AccessLink> Links) FactsOf(OutboxMessage message, MailTemplate template, DateTimeOffset? stepClosedAt)
    {
        var facts = (JsonObject)JsonNode.Parse(message.Facts)!;
        Label(facts, template);
        return (facts, [.. links.AddTo(facts, message.PersonId, message.EnrolmentId, message.StepId, stepClosedAt)]);
    }

    /// <summary>Who writes of a concern is kept nowhere as a person; the mail itself says where it goes.</summary>
    static Person? Stranger(string facts) =>
        JsonNode.Parse(facts) is JsonObject known && Text(known, "to", "email") is { } email
            ? new Person { FirstName = "", Email = email, Language = Text(known, "person", "language") ?? Languages.Fallback }
            : null;

    Writing WriteOfWorkflow(OutboxMessage message)
    {
        try
        {
            return new Writing.Done(WorkflowMail.Compose(message, options.Value.From, time.GetUtcNow()), []);
        }
        catch (Exception exception)
        {
            return new Writing.Impossible($"The mail could not be written: {exception.Message}");
        }
    }

    MimeMessage Compose(OutboxMessage owed, MailTemplate template, RenderedMail mail, JsonObject facts, MailboxAddress to)
    {
        var message = new MimeMessage
        {
            MessageId = owed.MessageId.Trim('<', '>'),
            Date = time.GetUtcNow(),
            Subject = mail.Subject,
            Body = With(Attachment(facts), new MultipartAlternative(Part(TextFormat.Plain, mail.Text), Part(TextFormat.Html, mail.Html))),
        };
        var from = MailboxAddress.Parse(options.Value.From);
        message.To.Add(to);
        if (Facilitator(facts) is { } facilitator)
        {
            // A person writes, by the address of the house (domain.md §16.1).
            from.Name = facilitator.Name;
            message.ReplyTo.Add(facilitator);
        }

        message.From.Add(from);

        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Body.Headers.Add(HeaderId.ContentLanguage, mail.Language);
        if (!template.Transactional && Text(facts, "prefs", "url") is { Length: > 0 } choose)
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{choose}>");
        return message;
    }

    /// <summary>What the button says, and which page it opens, where the facts do not: as in the template's sample.</summary>
    internal static void Label(JsonObject facts, MailTemplate template)
    {
        if (facts["action"] is not JsonObject action)
            facts["action"] = action = [];
        foreach (var said in _ofTheButton)
            action[said] ??= template.Sample["action"]?[said]?.DeepClone();
    }

    /// <summary>A text that goes along, such as the signed copy of an agreement, or a time for calendars.</summary>
    static TextPart? Attachment(JsonObject facts) =>
        Text(facts, "attachment", "name") is { } name && Text(facts, "attachment", "text") is { } text
            ? new TextPart(name.EndsWith(".ics", StringComparison.Ordinal) ? "calendar" : "plain") { Text = text, ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = MailText.OneLine(name) } }
            : null;

    static MimeEntity With(MimePart? attachment, MimeEntity body) => attachment is null ? body : new Multipart("mixed") { body, attachment };

    static TextPart Part(TextFormat format, string text) => new(format) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    static MailboxAddress? Facilitator(JsonObject facts) =>
        Text(facts, "facilitator", "email") is { } email ? Address(Text(facts, "facilitator", "name") ?? "", email) : null;

    static string? Text(JsonObject facts, string group, string name) =>
        facts[group] is JsonObject one && one[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    static MailboxAddress? Address(string name, string email)
    {
        var isPlain = !email.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character is '<' or '>' or ',' or ';')
            && email.IndexOf('@', StringComparison.Ordinal) > 0 && !email.EndsWith('@');
        return isPlain && MailboxAddress.TryParse(email, out var parsed)
            ? new MailboxAddress(MailText.OneLine(name), parsed.Address)
            : null;
    }

    /// <summary>A mail written, or why it cannot be.</summary>
    public abstract record Writing
    {
        public sealed record Done(MimeMessage Message, IReadOnlyList<AccessLink> Links) : Writing;

        public sealed record Impossible(string Reason) : Writing;
    }
}
