using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Mail.Templates;

/// <summary>The mails of templates/mails, read and parsed once. A folder that cannot be read is a problem of its own and keeps no other mail back.</summary>
public sealed class TemplateLibrary(IOptions<PrismaOptions> options)
{
    const string LayoutFolder = "layout";

    readonly Lazy<Shelf> _shelf = new(() => Shelf.Read(Path.Combine(options.Value.ContentFolder, "templates", "mails")));

    // Swapped whole, so that a reader sees one state of all words.
    volatile Spoken? _spoken;

    public IReadOnlyList<MailTemplate> All => [.. _shelf.Value.Templates.Select(template => _spoken?.Mails.GetValueOrDefault(template.Id) ?? template)];

    /// <summary>Folders and files that could not be read or parsed, in plain words.</summary>
    public IReadOnlyList<string> Problems => _shelf.Value.Problems;

    /// <summary>By id ("E02") or key ("shared.step-open").</summary>
    public MailTemplate? Find(string id) => Shipped(id) is { } shipped ? _spoken?.Mails.GetValueOrDefault(shipped.Id) ?? shipped : null;

    /// <summary>As <see cref="Find"/>, in the words of the files.</summary>
    public MailTemplate? Shipped(string id) => _shelf.Value.ByName.GetValueOrDefault(id);

    /// <summary>Up to which published wording it speaks; 0 for the words of the files.</summary>
    public int SpokenAs => _spoken?.As ?? 0;

    /// <summary>From now on the mails are read in these words, of which later ones replace earlier ones, and everything else as shipped.</summary>
    public void Speak(int upTo, IEnumerable<Wording> published)
    {
        var mails = new Dictionary<string, MailTemplate>(StringComparer.Ordinal);
        foreach (var wording in published)
        {
            if ((mails.GetValueOrDefault(wording.Name) ?? Shipped(wording.Name)) is { } mail)
            {
                var (subject, body) = MailWordingKind.Read(wording.Content);
                mails[wording.Name] = Worded(mail, wording.Language, subject, body);
            }
        }

        _spoken = new Spoken(upTo, mails.ToFrozenDictionary());
    }

    /// <summary>The mail as it would be with these words; null when there is no such mail.</summary>
    public MailTemplate? WithWords(string id, string language, string subject, string body) =>
        Find(id) is { } mail ? Worded(mail, language, subject, body) : null;

    static MailTemplate Worded(MailTemplate mail, string language, string subject, string body) =>
        mail.With(language, new MailWords(TemplateSource.Parse(MailWordingKind.SubjectPlace, subject), TemplateSource.Parse(MailWordingKind.TextPlace, body)));

    internal IEnumerable<MailLayout> Layouts => _shelf.Value.Layouts.Values;

    internal MailLayout? Layout(string language) =>
        _shelf.Value.Layouts.GetValueOrDefault(language) ?? _shelf.Value.Layouts.GetValueOrDefault(MailWords.FallbackLanguage);

    sealed class Shelf
    {
        readonly List<MailTemplate> _templates = [];
        readonly List<string> _problems = [];
        readonly Dictionary<string, MailTemplate> _byName = [];
        readonly Dictionary<string, MailLayout> _layouts = [];

        public IReadOnlyList<MailTemplate> Templates => _templates;

        public IReadOnlyList<string> Problems => _problems;

        public FrozenDictionary<string, MailTemplate> ByName { get; private set; } = FrozenDictionary<string, MailTemplate>.Empty;

        public IReadOnlyDictionary<string, MailLayout> Layouts => _layouts;

        public static Shelf Read(string root)
        {
            var shelf = new Shelf();
            string[] folders = Directory.Exists(root) ? Directory.GetDirectories(root) : [];
            foreach (var folder in folders.Order(StringComparer.Ordinal))
            {
                try
                {
                    shelf.ReadFolder(folder);
                }
                catch (FileNotFoundException exception)
                {
                    shelf._problems.Add($"{Path.GetFileName(folder)}: {Path.GetRelativePath(folder, exception.FileName!)} is missing.");
                }
                catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
                {
                    shelf._problems.Add($"{Path.GetFileName(folder)}: {exception.Message}");
                }
            }

            shelf.ByName = shelf._byName.ToFrozenDictionary();
            return shelf;
        }

        void ReadFolder(string folder)
        {
            var name = Path.GetFileName(folder);
            if (name == LayoutFolder)
            {
                ReadEachLanguage(folder, "html.html", "text.txt", (language, html, text) => _layouts[language] = new MailLayout(html, text));
                return;
            }

            var mail = ContentJson.Read<MailJson>(Path.Combine(folder, "mail.json"));
            var words = new Dictionary<string, MailWords>();
            ReadEachLanguage(folder, "subject.txt", "body.md", (language, subject, body) => words[language] = new MailWords(subject, body));
            Add(name, new MailTemplate
            {
                Id = mail.Id,
                Key = mail.Key,
                Transactional = mail.Transactional,
                About = mail.About ?? "",
                Sample = mail.Sample,
                Words = words.ToFrozenDictionary(),
            });
        }

        void ReadEachLanguage(string folder, string first, string second, Action<string, TemplateSource, TemplateSource> keep)
        {
            foreach (var language in Directory.GetDirectories(folder))
            {
                var one = Parse(Path.Combine(language, first));
                var other = Parse(Path.Combine(language, second));
                keep(Path.GetFileName(language), one, other);
            }
        }

        TemplateSource Parse(string path)
        {
            var file = string.Join('/', path.Split(Path.DirectorySeparatorChar)[^3..]);
            var source = TemplateSource.Parse(file, File.ReadAllText(path));
            _problems.AddRange(source.SyntaxErrors);
            return source;
        }

        void Add(string folder, MailTemplate template)
        {
            if (_byName.TryAdd(template.Id, template) && _byName.TryAdd(template.Key, template))
                _templates.Add(template);
            else
                _problems.Add($"{folder}: the id {template.Id} or the key {template.Key} is taken by another folder.");
        }
    }

    sealed record Spoken(int As, FrozenDictionary<string, MailTemplate> Mails);

    sealed record MailJson
    {
        public required string Id { get; init; }
        public required string Key { get; init; }
        public bool Transactional { get; init; }
        public string? About { get; init; }
        public required JsonObject Sample { get; init; }
    }
}
