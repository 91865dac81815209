using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Files;

/// <summary>Takes every definition of a file as a draft, under the ids and numbers it names, or takes nothing of it and says why.</summary>
public sealed class ImportFile(ImportDefinition import)
{
    static readonly ImportWish AsDraft = new(Publish: false) { KeepsNumbers = true };

    /// <param name="name">The file's name, as problems tell it.</param>
    /// <param name="content">A definition, an array of definitions, or a zip.</param>
    public async Task<FileImport> ExecuteAsync(string name, byte[] content, string actor, CancellationToken cancellation)
    {
        var refusals = new List<string>();
        var definitions = Read(name, content, refusals);
        foreach (var (file, definition) in definitions)
        {
            if (await import.ConflictAsync(definition, cancellation) is { } conflict)
                refusals.Add($"{file.Name}: {conflict.Message}");
        }

        refusals.AddRange(Twins(definitions));
        if (refusals.Count > 0)
            return new FileImport([], refusals);
        var lines = new List<FileImportLine>();
        foreach (var (file, definition) in definitions.OrderBy(one => one.Definition.Version))
        {
            var kept = await import.ExecuteAsync(file.Json, AsDraft, actor, cancellation);
            lines.Add(new FileImportLine(definition.DefinitionId, definition.Name, kept.Version, kept.IsNew, [.. kept.Problems.Select(problem => problem.Message)]));
        }

        return new FileImport(lines, []);
    }

    static List<(DefinitionFile File, WorkflowDefinition Definition)> Read(string name, byte[] content, List<string> refusals)
    {
        var definitions = new List<(DefinitionFile, WorkflowDefinition)>();
        try
        {
            foreach (var file in DefinitionBundle.Read(name, content))
            {
                try
                {
                    definitions.Add(Named(file, DefinitionJson.Read(file.Json)));
                }
                catch (DefinitionInvalidException exception)
                {
                    refusals.AddRange(exception.Problems.Select(problem => $"{file.Name}: {problem.Message}"));
                }
            }
        }
        catch (InvalidDataException exception)
        {
            refusals.Add(exception.Message);
        }

        return definitions;
    }

    /// <summary>One without an id is given one as it is read; written down, it is the very same when it is handed out and comes back.</summary>
    static (DefinitionFile File, WorkflowDefinition Definition) Named(DefinitionFile file, WorkflowDefinition definition)
    {
        if (definition.Document.Any(member => member.Key.Equals("definitionId", StringComparison.OrdinalIgnoreCase) && member.Value?.ToString() == definition.DefinitionId))
            return (file, definition);
        var document = definition.Document.DeepClone().AsObject();
        ExportDefinitions.Set(document, "definitionId", definition.DefinitionId);
        var named = DefinitionJson.Read(document);
        return (file with { Json = DefinitionJson.Write(named) }, named);
    }

    /// <summary>Two of one file that claim the same place.</summary>
    static IEnumerable<string> Twins(List<(DefinitionFile File, WorkflowDefinition Definition)> definitions)
    {
        var numbers = from twins in definitions.GroupBy(one => (one.Definition.DefinitionId, one.Definition.Version))
                      where twins.Select(one => one.Definition.ContentHash).Distinct(StringComparer.Ordinal).Count() > 1
                      select $"{string.Join(" and ", twins.Select(one => one.File.Name))} are both version {twins.Key.Version} of “{twins.Key.DefinitionId}”. Leave one out.";
        var ids = from twins in definitions.Where(one => one.Definition.VersionId.Length > 0).GroupBy(one => one.Definition.VersionId, StringComparer.Ordinal)
                  where twins.Select(one => (one.Definition.DefinitionId, one.Definition.Version)).Distinct().Count() > 1
                  select $"{string.Join(" and ", twins.Select(one => one.File.Name))} both have the version id “{twins.Key}”. Give one of them another.";
        return [.. numbers, .. ids];
    }
}
