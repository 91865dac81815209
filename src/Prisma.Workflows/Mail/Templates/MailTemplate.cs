using System.Collections.Frozen;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>One folder of templates/mails: what the mail is about, a complete sample of its facts, and its words in each language.</summary>
public sealed record MailTemplate
{
    /// <summary>What a mail is about that nobody but its recipient should know of.</summary>
    public const string OfConcern = "concern";

    /// <summary>As domain.md §16.2 numbers it, e.g. "E02".</summary>
    public required string Id { get; init; }

    /// <summary>e.g. "shared.step-open".</summary>
    public required string Key { get; init; }

    /// <summary>What it is called where people look for it, e.g. "step open".</summary>
    public string Name => Key[(Key.LastIndexOf('.') + 1)..].Replace('-', ' ');

    /// <summary>Answers or concerns something the person is part of; the others can be unsubscribed from.</summary>
    public bool Transactional { get; init; }

    public string About { get; init; } = "";

    /// <summary>Invented facts that name everything the template may name.</summary>
    public required JsonObject Sample { get; init; }

    internal FrozenDictionary<string, MailWords> Words { get; init; } = FrozenDictionary<string, MailWords>.Empty;

    internal MailTemplate With(string language, MailWords words) =>
        this with { Words = new Dictionary<string, MailWords>(Words) { [language] = words }.ToFrozenDictionary() };

    /// <summary>Its words in one language as they are written; the English ones where it has none in that language.</summary>
    public (string Subject, string Body) TextIn(string language) =>
        (Words.GetValueOrDefault(language) ?? Words[MailWords.FallbackLanguage]) is var words ? (words.Subject.Text, words.Body.Text) : default;

    public IEnumerable<string> Languages => Words.Keys.Order(StringComparer.Ordinal);
}
