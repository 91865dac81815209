using System.Text.Json;
using Prisma.Workflows.Engine.Tests.Conformance;

namespace Prisma.Workflows.Engine.Tests.Documentation;

/// <summary>The schema and the activities' pages under docs say what the code says; with PRISMA_WRITE_DOCS=1 they are written anew.</summary>
public sealed class DocumentationTests
{
    static readonly ActivityCatalogue Catalogue = ActivityCatalogue.WithBuiltIns();
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly bool Writes = Environment.GetEnvironmentVariable("PRISMA_WRITE_DOCS") == "1";

    static string Docs { get; } = Path.Combine(Repository.Root, "docs");

    static string SchemaText { get; } = DefinitionSchema.Of(Catalogue).ToJsonString(Indented) + "\n";

    [Fact]
    public void The_schema_says_what_is_read() => Compare("workflow-definition.schema.json", SchemaText);

    [Fact]
    public void Every_activity_has_a_page_with_an_example_that_is_run()
    {
        var examples = Examples();
        var pages = Catalogue.Descriptors.ToDictionary(descriptor => $"activities/{descriptor.Name}.md", descriptor => Page(descriptor, examples));
        pages["activities/README.md"] = Index();
        foreach (var (path, text) in pages)
            Compare(path, text);
        Assert.Equal(pages.Keys.Order(StringComparer.Ordinal), Directory.EnumerateFiles(Path.Combine(Docs, "activities")).Select(file => "activities/" + Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    static string Page(ActivityDescriptor descriptor, Dictionary<string, (string Rule, JsonNode Definition)> examples)
    {
        Assert.True(examples.TryGetValue(descriptor.Type, out var example), $"No rule under Rules uses '{descriptor.Type}' and ends well; write one.");
        var sentence = example.Rule.Split('/')[1].Replace('-', ' ');
        return ActivityPage.Write(descriptor, example.Definition, $"{char.ToUpperInvariant(sentence[0])}{sentence[1..]}.");
    }

    static string Index() => string.Join('\n',
    [
        "# Activities",
        "",
        "What definitions may be built of. These pages are written by a test from the activities themselves; see CONTRIBUTING.md.",
        .. Catalogue.Descriptors.GroupBy(descriptor => descriptor.Category).OrderBy(group => group.Key, StringComparer.Ordinal).SelectMany(group => (string[])
        [
            "",
            $"## {group.Key}",
            "",
            .. group.Select(descriptor => $"- [{descriptor.DisplayName}]({descriptor.Name}.md){(descriptor.Description.Length > 0 ? ": " + descriptor.Description : "")}"),
        ]),
        "",
    ]);

    /// <summary>For each type the shortest rule that uses it, has nothing wrong with it, and comes to no harm.</summary>
    static Dictionary<string, (string Rule, JsonNode Definition)> Examples()
    {
        var examples = new Dictionary<string, (string Rule, JsonNode Definition)>(StringComparer.Ordinal);
        var rules = RuleTests.All()
            .Where(rule => rule.File["expected"]!["problems"] is null && !rule.Name.StartsWith("Format/", StringComparison.Ordinal))
            .OrderBy(rule => rule.File["expected"]!["incidents"] is null ? 0 : 1)
            .ThenBy(rule => rule.File["definition"]!.ToJsonString().Length)
            .ThenBy(rule => rule.Name, StringComparer.Ordinal);
        foreach (var (name, file) in rules)
        {
            foreach (var node in DefinitionJson.Read(file["definition"]!.ToJsonString()).Nodes)
                examples.TryAdd(Catalogue.Contains(node.Type) || node.Definition is null ? node.Type : WorkflowInPlaceType, (name, file["definition"]!));
        }

        return examples;
    }

    const string WorkflowInPlaceType = "Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity.WorkflowDefinitionActivity";

    static void Compare(string path, string text)
    {
        var file = Path.Combine(Docs, path);
        if (Writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file) && File.ReadAllText(file) == text, $"docs/{path} no longer says what the code says; write it anew with PRISMA_WRITE_DOCS=1.");
    }
}
