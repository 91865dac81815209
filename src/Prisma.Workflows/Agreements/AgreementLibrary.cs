using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Agreements.Wordings;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Agreements;

/// <summary>The agreements of templates/agreements: one folder each, one subfolder a language; a missing language falls back to the hub's, then to English. What stewards published stands in the place of what is shipped.</summary>
public sealed class AgreementLibrary(IOptions<PrismaOptions> options)
{
    // Swapped whole, so that a reader sees one state of all words.
    volatile Spoken _spoken = new(0, FrozenDictionary<(string, string), Wording>.Empty);

    string Folder => Path.Combine(options.Value.ContentFolder, "templates", "agreements");

    public IReadOnlyCollection<string> Ids => Directory.Exists(Folder) ? [.. Directory.GetDirectories(Folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)] : [];

    /// <summary>Up to which published wording it speaks; 0 for the words of the files.</summary>
    public int SpokenAs => _spoken.As;

    public void Speak(int upTo, IEnumerable<Wording> published) =>
        _spoken = new Spoken(upTo, published.GroupBy(one => (one.Name, one.Language)).ToFrozenDictionary(one => one.Key, one => one.MaxBy(wording => wording.PublishedAs)!));

    /// <summary>Whether stewards published other words for it, in any language.</summary>
    public bool IsChanged(string id) => _spoken.Wordings.Keys.Any(key => key.Id == id);

    public IEnumerable<string> LanguagesOf(string id) => Directory.GetDirectories(Path.Combine(Folder, id)).Select(one => Path.GetFileName(one)).Order(StringComparer.Ordinal);

    /// <exception cref="InvalidDataException">No agreement of that id is shipped.</exception>
    public AgreementTemplate Find(string id, string language)
    {
        var shipped = Shipped(id, language);
        if (_spoken.Wordings.GetValueOrDefault((id, shipped.Language)) is not { } wording)
            return shipped;
        var words = AgreementWords.Read(wording.Content);
        return shipped with { Version = wording.Number, Title = words.Title, Summary = words.Summary, Text = words.Text, NoticeDays = words.NoticeDays > 0 ? words.NoticeDays : shipped.NoticeDays };
    }

    /// <summary>As <see cref="Find"/>, in the words of the files.</summary>
    /// <exception cref="InvalidDataException">No agreement of that id is shipped.</exception>
    public AgreementTemplate Shipped(string id, string language)
    {
        var folder = Path.Combine(Folder, id);
        if (!Ids.Contains(id, StringComparer.Ordinal))
            throw new InvalidDataException($"There is no agreement “{id}” in templates/agreements.");
        var spoken = Languages.Choose(language, options.Value.Language, LanguagesOf(id)) ?? Languages.Fallback;
        var frame = ContentJson.Read<Frame>(Path.Combine(folder, "agreement.json"));
        var texts = ContentJson.Read<Texts>(Path.Combine(folder, spoken, "texts.json"));
        var text = File.ReadAllText(Path.Combine(folder, spoken, "text.md"));
        return new AgreementTemplate(id, frame.Version, texts.Title, frame.Parties, texts.Summary, text) { ReviewDays = frame.ReviewDays, ReviewFor = frame.ReviewFor, ReviewFrom = frame.ReviewFrom, NoticeDays = texts.NoticeDays ?? UsualNotice(id), Language = spoken };
    }

    /// <summary>For files that came before agreements said it themselves.</summary>
    static int UsualNotice(string id) => id switch
    {
        Agreement.Hosting => 30,
        Agreement.Collaboration or Agreement.Contribution => 14,
        _ => 0,
    };

    sealed record Spoken(int As, FrozenDictionary<(string Id, string Language), Wording> Wordings);

    sealed record Frame(int Version, IReadOnlyList<string> Parties, int ReviewDays, string ReviewFor = "", string ReviewFrom = "");

    sealed record Texts(string Title, IReadOnlyList<string> Summary, int? NoticeDays = null);
}
