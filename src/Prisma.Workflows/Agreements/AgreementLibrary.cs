using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Agreements;

/// <summary>The agreements of templates/agreements: one folder each, one subfolder a language; a missing language falls back to the hub's, then to English.</summary>
public sealed class AgreementLibrary(IOptions<PrismaOptions> options)
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    string Folder => Path.Combine(options.Value.ContentFolder, "templates", "agreements");

    public IReadOnlyCollection<string> Ids => Directory.Exists(Folder) ? [.. Directory.GetDirectories(Folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)] : [];

    /// <exception cref="InvalidDataException">No agreement of that id is shipped.</exception>
    public AgreementTemplate Find(string id, string language)
    {
        var folder = Path.Combine(Folder, id);
        if (!Ids.Contains(id, StringComparer.Ordinal))
        {
            throw new InvalidDataException($"There is no agreement “{id}” in templates/agreements.");
        }

        var spoken = Languages.Choose(language, options.Value.Language, Directory.GetDirectories(folder).Select(one => Path.GetFileName(one))) ?? Languages.Fallback;
        var frame = Read<Frame>(Path.Combine(folder, "agreement.json"));
        var texts = Read<Texts>(Path.Combine(folder, spoken, "texts.json"));
        var text = File.ReadAllText(Path.Combine(folder, spoken, "text.md"));
        return new AgreementTemplate(id, frame.Version, texts.Title, frame.Parties, texts.Summary, text) { ReviewDays = frame.ReviewDays };
    }

    static T Read<T>(string file) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(file), Json) ?? throw new InvalidDataException($"{file} is empty.");

    sealed record Frame(int Version, IReadOnlyList<string> Parties, int ReviewDays);

    sealed record Texts(string Title, IReadOnlyList<string> Summary);
}
