using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Files;

/// <summary>Hands definitions out as files, named as Elsa names them and telling the id and number they have here.</summary>
public sealed class ExportDefinitions(PrismaDbContext db)
{
    /// <summary>Null when there is no such version.</summary>
    public async Task<DefinitionFile?> OneAsync(string versionId, CancellationToken cancellation) =>
        await db.Definitions.AsNoTracking().FirstOrDefaultAsync(version => version.Id == versionId, cancellation) is { } found ? File(found) : null;

    /// <summary>Every version of every definition.</summary>
    public async Task<IReadOnlyList<DefinitionFile>> AllAsync(CancellationToken cancellation)
    {
        var all = await db.Definitions.AsNoTracking().OrderBy(version => version.DefinitionId).ThenBy(version => version.Version).ToListAsync(cancellation);
        return all.ConvertAll(File);
    }

    /// <summary>What people begin on now.</summary>
    public async Task<IReadOnlyList<DefinitionFile>> PublishedAsync(CancellationToken cancellation) =>
        (await db.Definitions.AsNoTracking().Where(version => version.IsPublished).OrderBy(version => version.DefinitionId).ToListAsync(cancellation)).ConvertAll(File);

    public static DefinitionFile File(DefinitionVersion version)
    {
        var document = DefinitionJson.Read(version.Json).Document.DeepClone().AsObject();
        Set(document, "id", version.Id);
        Set(document, "definitionId", version.DefinitionId);
        Set(document, "version", version.Version);
        Set(document, "isLatest", version.IsLatest);
        Set(document, "isPublished", version.IsPublished);
        return new DefinitionFile($"workflow-definition-{Slug(version.Name)}-{Slug(version.DefinitionId)}-{Slug(version.Id)}.json", DefinitionJson.Write(DefinitionJson.Read(document)));
    }

    /// <summary>In place, whatever case its author wrote the member in.</summary>
    internal static void Set(JsonObject document, string name, JsonNode value)
    {
        var member = document.Select(one => one.Key).FirstOrDefault(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
        document[member] = value;
    }

    static string Slug(string text)
    {
        var slug = string.Concat(text.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'));
        return slug.Length == 0 ? "unnamed" : slug;
    }
}
