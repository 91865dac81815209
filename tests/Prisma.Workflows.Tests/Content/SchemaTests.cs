using Json.Schema;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Gates;

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
        var path = Path.Combine(_workflows, file);
        AssertKept(path, Path.GetFullPath(SchemaOf(file)!, Path.GetDirectoryName(path)!));
    }

    [Theory]
    [InlineData("mails", "mail.json", "mail.schema.json")]
    [InlineData("agreements", "agreement.json", "agreement.schema.json")]
    [InlineData("agreements", "texts.json", "texts.schema.json")]
    public void A_template_keeps_to_the_schema_of_its_kind(string kind, string name, string schema)
    {
        var folder = Path.Combine(Repository.Root, "templates", kind);
        var files = Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => AssertKept(file, Path.Combine(folder, schema)));
    }

    [Fact]
    public void A_file_that_breaks_its_schema_is_found_out()
    {
        var schema = JsonSchema.FromFile(Path.Combine(_workflows, "forms", "form.schema.json"));

        Assert.True(schema.Evaluate(JsonNode.Parse("""{"id":"F-99","version":1,"minutes":1,"fields":[{"key":"a","type":"text","max":9}],"checks":[]}"""), _options).IsValid);
        Assert.False(schema.Evaluate(JsonNode.Parse("""{"id":"F-99","version":1,"minutes":1,"fields":[{"key":"a","type":"colour"}],"checks":[]}"""), _options).IsValid);
        Assert.False(schema.Evaluate(JsonNode.Parse("""{"id":"F-99","version":1,"minutes":1,"fields":[{"key":"a","type":"text","max":9}],"checks":[{"key":"b","field":"a","then":{"field":"a","atMuch":1}}]}"""), _options).IsValid);
    }

    [Theory]
    [InlineData("forms", "*.json")]
    [InlineData("", "gates*.json")]
    [InlineData("", "ladders.json")]
    [InlineData("", "gatherings*.json")]
    [InlineData("", "structures*.json")]
    public void Every_kind_of_data_file_names_its_schema(string folder, string pattern)
    {
        var files = Directory.EnumerateFiles(Path.Combine(_workflows, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("schema.json", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.NotNull(SchemaOf(Path.GetRelativePath(_workflows, file))));
    }

    /// <summary>A word that the schema lets a hub write and nothing reads would promise what does not happen.</summary>
    [Theory]
    [InlineData("ladders", "rung", typeof(Rung))]
    [InlineData("gates", "gate", typeof(Gate))]
    public void What_may_be_written_is_read(string file, string of, Type read)
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(_workflows, $"{file}.schema.json")))!;
        var written = schema["$defs"]![of]!["properties"]!.AsObject().Select(property => property.Key).Except(["reasons"]);

        Assert.Empty(written.Except(read.GetProperties().Select(property => property.Name), StringComparer.OrdinalIgnoreCase));
    }

    static void AssertKept(string file, string schema)
    {
        var result = JsonSchema.FromFile(schema).Evaluate(JsonNode.Parse(File.ReadAllText(file)), _options);
        Assert.True(result.IsValid, $"{file}\n" + string.Join('\n', result.Details.Where(one => one.HasErrors).SelectMany(one => one.Errors!.Select(error => $"{one.InstanceLocation}: {error.Value}"))));
    }

    static string? SchemaOf(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(_workflows, file)))?["$schema"]?.ToString() is { } schema && schema.EndsWith(".schema.json", StringComparison.Ordinal) ? schema : null;
}
