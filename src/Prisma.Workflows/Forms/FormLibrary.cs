using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Forms;

/// <summary>The forms as shipped: workflows/forms/&lt;id&gt;/form.json with its words, one file a language. Read once.</summary>
public sealed class FormLibrary
{
    static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true };

    readonly Lazy<FrozenDictionary<string, Entry>> _entries;

    readonly string _ofTheHub;

    public FormLibrary(IOptions<PrismaOptions> options)
        : this(Path.Combine(options.Value.ContentFolder, "workflows", "forms"), options.Value.Language)
    {
    }

    public FormLibrary(string folder, string ofTheHub = Languages.Fallback) => (_entries, _ofTheHub) = (new(() => Load(folder)), ofTheHub);

    public IEnumerable<string> Ids => _entries.Value.Keys.Order(StringComparer.Ordinal);

    public Form? Find(string id) => _entries.Value.GetValueOrDefault(id)?.Form;

    /// <summary>The form's words in this language, or in the nearest one it has.</summary>
    public FormText TextOf(string id, string language) => _entries.Value[id].Texts[LanguageOf(id, language)];

    /// <summary>The language somebody who wants this one reads the form in.</summary>
    public string LanguageOf(string id, string wanted) => Languages.Choose(wanted, _ofTheHub, _entries.Value[id].Texts.Keys) ?? Languages.Fallback;

    public IEnumerable<string> LanguagesOf(string id) => _entries.Value[id].Texts.Keys.Order(StringComparer.Ordinal);

    static FrozenDictionary<string, Entry> Load(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateDirectories(folder).Select(LoadOne).ToFrozenDictionary(entry => entry.Form.Id, StringComparer.Ordinal)
        : FrozenDictionary<string, Entry>.Empty;

    static Entry LoadOne(string folder)
    {
        var form = Read<Form>(Path.Combine(folder, "form.json"));
        var texts = Directory.EnumerateFiles(folder, "*.json")
            .Where(file => Path.GetFileName(file) != "form.json")
            .ToFrozenDictionary(file => Path.GetFileNameWithoutExtension(file), Read<FormText>, StringComparer.Ordinal);
        return texts.ContainsKey(Languages.Fallback) ? new Entry(form, texts) : throw new InvalidDataException($"The form {form.Id} has no English words ({Languages.Fallback}.json in {folder}).");
    }

    static T Read<T>(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(file), _json) ?? throw new InvalidDataException($"{file} is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file} cannot be read: {exception.Message}", exception);
        }
    }

    sealed record Entry(Form Form, FrozenDictionary<string, FormText> Texts);
}
