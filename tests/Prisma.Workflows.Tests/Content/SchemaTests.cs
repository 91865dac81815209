using System.Text.Json.Nodes;
using Json.Schema;
using Prisma.Workflows.Tests.Harness;

namespace Prisma.Workflows.Tests.Content;

/// <summary>Every data file keeps to the JSON Schema it names.</summary>
public sealed class SchemaTests
{
    static readonly string _workflows = Path.Combine(Repository.Root, "workflows");

    static readonly EvaluationOptions _options = new() { OutputFormat = OutputFormat.List };

    /// <summary>Pathways are the designer's own format and name no schema of ours.</summary>
    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(_workflows, "*.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_workflows, file).Replace('\\', '/'))
        .Where(file => !file.EndsWith(".schema.json", StringComparison.Ordinal) && SchemaOf(file) is not null)
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_data_file_keeps_to_its_schema(string file)
    {
        var schema = JsonSchema.FromFile(Path.GetFullPath(SchemaOf(file)!, Path.GetDirectoryName(Path.Combine(_workflows, file))!));
        var result = schema.Evaluate(JsonNode.Parse(File.ReadAllText(Path.Combine(_workflows, file))), _options);

        Assert.True(result.IsValid, string.Join('\n', result.Details.Where(one => one.HasErrors).SelectMany(one => one.Errors!.Select(error => $"{one.InstanceLocation}: {error.Value}"))));
    }

    [Theory]
    [InlineData("forms", "*.json")]
    [InlineData("", "gates*.json")]
    [InlineData("", "ladders.json")]
    [InlineData("", "gatherings.json")]
    public void Every_kind_of_data_file_names_its_schema(string folder, string pattern)
    {
        var files = Directory.EnumerateFiles(Path.Combine(_workflows, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("schema.json", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.NotNull(SchemaOf(Path.GetRelativePath(_workflows, file))));
    }

    static string? SchemaOf(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(_workflows, file)))?["$schema"]?.ToString() is { } schema && schema.EndsWith(".schema.json", StringComparison.Ordinal) ? schema : null;
}
