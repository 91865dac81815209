using System.Collections.Frozen;

namespace Prisma.Workflows.Gatherings;

/// <summary>Reads a catalogue of workflows/: its data, and its words in each language.</summary>
static class Catalogue
{
    public static T Read<T>(string contentFolder, string name) => ContentJson.Read<T>(Path.Combine(contentFolder, "workflows", name));

    public static FrozenDictionary<string, T> InLanguages<T>(string contentFolder, string name) =>
        Directory.EnumerateFiles(Path.Combine(contentFolder, "workflows"), $"{name}.*.json")
            .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal))
            .ToFrozenDictionary(file => Path.GetFileName(file).Split('.')[1], ContentJson.Read<T>, StringComparer.Ordinal);
}
