using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring;

/// <summary>Imports the shipped pathways on start; a version whose content is already here is left alone.</summary>
public sealed partial class ImportShipped(Operations operations, DefinitionCheck check, IOptions<PrismaOptions> options, ILogger<ImportShipped> logger)
{
    static readonly string[] NotDefinitions = ["gates", "ladders", "gatherings", "structures"];

    /// <summary>The files of the shipped definitions, in order.</summary>
    public static IEnumerable<string> Files(string contentFolder) =>
        Directory.EnumerateFiles(Path.Combine(contentFolder, "workflows"), "*.json").Where(IsDefinition).Order(StringComparer.Ordinal);

    /// <summary>What is wrong with each of them; needs no database.</summary>
    public Dictionary<string, IReadOnlyList<Problem>> Check() =>
        Files(options.Value.ContentFolder).ToDictionary(file => file, file => check.Check(Read(file, File.ReadAllText(file))));

    /// <param name="known">What was found by <see cref="Check"/>; the others are checked where they are imported.</param>
    public async Task ExecuteAsync(Dictionary<string, IReadOnlyList<Problem>> known, CancellationToken cancellation)
    {
        var published = await operations.ReadAsync<PrismaDbContext, HashSet<string>>(db => db.Definitions.Where(version => version.PublishedAt != null).Select(version => version.DefinitionId + version.ContentHash).ToHashSetAsync(cancellation));
        foreach (var file in Files(options.Value.ContentFolder))
        {
            var json = await File.ReadAllTextAsync(file, cancellation);
            var definition = Read(file, json);
            if (published.Contains(definition.DefinitionId + definition.ContentHash))
                continue;
            var wish = new ImportWish(Publish: true) { Problems = known.GetValueOrDefault(file) };
            var import = await operations.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(json, wish, AuditTrail.Prisma, cancellation), cancellation);
            foreach (var problem in import.Problems.Where(problem => problem.Severity == Severity.Error))
                ShippedProblem(Path.GetFileName(file), problem.Message);
        }
    }

    static WorkflowDefinition Read(string file, string json)
    {
        try
        {
            return DefinitionJson.Read(json);
        }
        catch (DefinitionInvalidException exception)
        {
            throw new InvalidDataException($"{file}: {string.Join(' ', exception.Problems.Select(problem => problem.Message))}", exception);
        }
    }

    static bool IsDefinition(string file)
    {
        var name = Path.GetFileName(file);
        return !name.EndsWith(".schema.json", StringComparison.Ordinal) && !NotDefinitions.Contains(name.Split('.')[0], StringComparer.Ordinal);
    }

    [LoggerMessage(3001, LogLevel.Error, "The shipped workflow {File} cannot be published: {Problem}")]
    partial void ShippedProblem(string file, string problem);
}
