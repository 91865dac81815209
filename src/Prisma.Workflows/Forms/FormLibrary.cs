using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Forms;

/// <summary>The forms as shipped: workflows/forms/&lt;id&gt;/form.json with its words, one file a language, read once; what stewards published stands in their place. A step keeps the version it was opened with.</summary>
public sealed class FormLibrary
{
    readonly Lazy<FrozenDictionary<string, WrittenForm>> _shipped;

    readonly string _ofTheHub;

    // Swapped whole, so that a reader sees one state of all forms.
    volatile Spoken _spoken = new(0, FrozenDictionary<string, WrittenForm>.Empty, FrozenDictionary<(string, int), WrittenForm>.Empty);

    public FormLibrary(IOptions<PrismaOptions> options)
        : this(Path.Combine(options.Value.ContentFolder, "workflows", "forms"), options.Value.Language)
    {
    }

    public FormLibrary(string folder, string ofTheHub = Languages.Fallback) => (_shipped, _ofTheHub) = (new(() => Load(folder)), ofTheHub);

    public IEnumerable<string> Ids => _shipped.Value.Keys.Order(StringComparer.Ordinal);

    /// <summary>The forms whose answers are for that kind of eyes alone (<see cref="Form.Sensitive"/>).</summary>
    public List<string> ReadBy(string kind) => [.. Ids.Where(id => Find(id)?.Sensitive == kind)];

    /// <summary>Up to which published wording it speaks; 0 for the forms of the files.</summary>
    public int SpokenAs => _spoken.As;

    /// <summary>From now on these are asked, of which later ones replace earlier ones; every version stays known for the steps it was asked in.</summary>
    public void Speak(int upTo, IReadOnlyList<Wording> published)
    {
        var forms = published.Select(wording => (wording.Name, wording.Number, Form: Numbered(wording))).ToList();
        _spoken = new Spoken(
            upTo,
            forms.GroupBy(one => one.Name, StringComparer.Ordinal).ToFrozenDictionary(one => one.Key, one => one.Last().Form, StringComparer.Ordinal),
            forms.ToFrozenDictionary(one => (one.Name, one.Number), one => one.Form));
    }

    /// <summary>As it is asked from now on.</summary>
    public Form? Find(string id) => Current(id)?.Form;

    /// <summary>As it was asked in a step.</summary>
    public Form? Find(string id, int version) => Of(id, version)?.Form;

    /// <summary>Null when no form of that id is shipped.</summary>
    public WrittenForm? Shipped(string id) => _shipped.Value.GetValueOrDefault(id);

    /// <summary>With all its languages, as it is asked from now on.</summary>
    public WrittenForm? Current(string id) => _spoken.Now.GetValueOrDefault(id) ?? Shipped(id);

    /// <summary>Whether this node has heard of that version; a step that another one opened may be ahead.</summary>
    public bool Knows(string id, int version) => Shipped(id) is not { } shipped || version <= shipped.Form.Version || _spoken.Versions.ContainsKey((id, version));

    /// <summary>The form's words in this language, or in the nearest one it has.</summary>
    public FormText TextOf(string id, string language) => Current(id)!.Texts[LanguageOf(id, language)];

    /// <inheritdoc cref="TextOf(string, string)"/>
    public FormText TextOf(string id, string language, int version) =>
        Of(id, version)!.Texts is var texts && Languages.Choose(language, _ofTheHub, texts.Keys) is { } spoken ? texts[spoken] : texts[Languages.Fallback];

    /// <summary>The language somebody who wants this one reads the form in.</summary>
    public string LanguageOf(string id, string wanted) => Languages.Choose(wanted, _ofTheHub, Current(id)!.Texts.Keys) ?? Languages.Fallback;

    public IEnumerable<string> LanguagesOf(string id) => Current(id)!.Texts.Keys.Order(StringComparer.Ordinal);

    WrittenForm? Of(string id, int version) => _spoken.Versions.GetValueOrDefault((id, version)) ?? Shipped(id);

    static WrittenForm Numbered(Wording wording) => WrittenForm.Read(wording.Content) is var written ? written with { Form = written.Form with { Version = wording.Number } } : written;

    static FrozenDictionary<string, WrittenForm> Load(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Select(LoadOne).ToFrozenDictionary(entry => entry.Form.Id, StringComparer.Ordinal)
        : FrozenDictionary<string, WrittenForm>.Empty;

    static WrittenForm LoadOne(string folder)
    {
        var form = ContentJson.Read<Form>(Path.Combine(folder, "form.json"));
        var texts = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            .Where(file => Path.GetFileName(file) != "form.json")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file), file => ContentJson.Read<FormText>(file), StringComparer.Ordinal);
        return texts.ContainsKey(Languages.Fallback) ? new WrittenForm(form, texts) : throw new InvalidDataException($"The form {form.Id} has no English words ({Languages.Fallback}.json in {folder}).");
    }

    sealed record Spoken(int As, FrozenDictionary<string, WrittenForm> Now, FrozenDictionary<(string Id, int Version), WrittenForm> Versions);
}
