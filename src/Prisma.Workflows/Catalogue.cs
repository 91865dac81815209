using System.Collections.Frozen;

namespace Prisma.Workflows;

/// <summary>Reads a catalogue of workflows/: its data, and its words in each language.</summary>
static class Catalogue
{
    public static T Read<T>(string contentFolder, string name) => ContentJson.Read<T>(Path.Combine(contentFolder, "workflows", name));

    public static FrozenDictionary<string, T> InLanguages<T>(string contentFolder, string name) =>
        Directory.EnumerateFiles(Path.Combine(contentFolder, "workflows"), $"{name}.*.json")
            .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal))
            .ToFrozenDictionary(file => Path.GetFileName(file).Split('.')[1], ContentJson.Read<T>, StringComparer.Ordinal);

    /// <summary>In this language or the nearest there is.</summary>
    public static T In<T>(this FrozenDictionary<string, T> words, string language, PrismaOptions options, string name) =>
        Languages.Choose(language, options.Language, words.Keys) is { } spoken ? words[spoken] : throw new InvalidDataException($"workflows/{name}.en.json is missing: {name} have no words.");
}
