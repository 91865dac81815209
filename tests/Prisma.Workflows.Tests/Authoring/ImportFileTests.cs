using System.IO.Compression;
using System.Text;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Files;
using Prisma.Workflows.Engine.Definitions;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Authoring;

/// <summary>Files of definitions come in whole or not at all, under the ids and numbers they name.</summary>
public sealed class ImportFileTests
{
    [Theory, Databases]
    public async Task One_several_and_a_zip_come_in_as_drafts_with_their_ids_and_numbers(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await ImportAsync(product, "one.json", Bytes(Numbered("alder", 7)));
        await ImportAsync(product, "two.json", Bytes($"[{Numbered("birch", 1)},{Numbered("birch", 2)}]"));
        var zipped = await ImportAsync(product, "three.zip", Zip(("a/willow.json", Numbered("willow", 3)), ("readme.txt", "not a definition"), ("more.json", $"[{Numbered("yew", 1)}]")));

        Assert.Equal(2, zipped.Lines.Count);
        Assert.Equal(
            ["alder-7 7 True False", "birch-1 1 False False", "birch-2 2 True False", "willow-3 3 True False", "yew-1 1 True False"],
            await RowsAsync(product));
    }

    [Theory, Databases]
    public async Task The_same_file_twice_changes_nothing(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await ImportAsync(product, "one.json", Bytes(Numbered("alder", 7)));
        var again = await ImportAsync(product, "one.json", Bytes(Numbered("alder", 7)));

        Assert.False(Assert.Single(again.Lines).IsNew);
        Assert.Single(await RowsAsync(product));
    }

    [Theory, Databases]
    public async Task One_that_names_no_id_is_the_very_same_when_it_was_handed_out_and_comes_back(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        const string Nameless = """{ "name": "No id", "root": { "id": "f", "type": "Elsa.Flowchart", "version": 1, "activities": [], "connections": [] } }""";
        Assert.True(Assert.Single((await ImportAsync(product, "one.json", Bytes(Nameless))).Lines).IsNew);

        var handedOut = ExportDefinitions.File(await product.ReadAsync(db => db.Definitions.SingleAsync(TestContext.Current.CancellationToken)));

        foreach (var json in new[] { handedOut.Json, Nameless })
        {
            var back = await ImportAsync(product, "back.json", Bytes(json));
            Assert.Empty(back.Refusals);
            Assert.False(Assert.Single(back.Lines).IsNew);
        }

        Assert.Single(await RowsAsync(product));
    }

    [Theory, Databases]
    public async Task A_number_that_is_taken_is_a_conflict_and_nothing_of_the_file_is_kept(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await ImportAsync(product, "one.json", Bytes(Numbered("alder", 7)));
        var refused = await ImportAsync(product, "two.json", Bytes($"[{Numbered("birch", 1)},{Numbered("alder", 7, "other")}]"));

        Assert.Equal("two.json (2): Version 7 of “alder” is here with other content. Give the file another version number, or remove the version here first.", Assert.Single(refused.Refusals));
        Assert.Single(await RowsAsync(product));
    }

    [Theory, Databases]
    public async Task An_id_that_another_version_has_is_a_conflict(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await ImportAsync(product, "one.json", Bytes(Numbered("alder", 7)));
        var refused = await ImportAsync(product, "two.json", Bytes(Numbered("birch", 1).Replace("birch-1", "alder-7", StringComparison.Ordinal)));

        Assert.Contains("The version id “alder-7” is taken", Assert.Single(refused.Refusals), StringComparison.Ordinal);
    }

    /// <summary>Its pages and its files are addressed by them: it would stand in the list for ever, and nobody could open or delete it.</summary>
    [Theory]
    [InlineData("alder/birch", "alder-1")]
    [InlineData("..", "alder-1")]
    [InlineData("alder?", "alder-1")]
    [InlineData("alder#1", "alder-1")]
    [InlineData("alder%41", "alder-1")]
    [InlineData("alder\\birch", "alder-1")]
    [InlineData("alder", "alder/1")]
    public async Task An_id_that_cannot_stand_in_an_address_is_refused_where_it_comes_in(string definitionId, string versionId)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var definition = JsonNode.Parse(Numbered("alder", 1))!;
        definition["definitionId"] = definitionId;
        definition["id"] = versionId;
        var refused = await ImportAsync(product, "alder.json", Bytes(definition.ToJsonString()));

        Assert.Equal($"alder.json: The id “{(definitionId == "alder" ? versionId : definitionId)}” cannot stand in an address. Give it one without / \\ ? # % and without line breaks.", Assert.Single(refused.Refusals));
        Assert.Empty(await RowsAsync(product));
    }

    /// <summary>As from a Studio elsewhere, which names no version by its id.</summary>
    [Fact]
    public async Task One_that_comes_in_by_itself_is_refused_for_its_own_id_and_given_another_for_its_version()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        Task<Import> ImportAsync(string json) => product.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(json, false, "Wren Alder", Cancellation));

        await Assert.ThrowsAsync<DefinitionInvalidException>(() => ImportAsync(Numbered("alder/birch", 1)));
        await ImportAsync(Numbered("alder", 1).Replace("alder-1", "alder/1", StringComparison.Ordinal));

        Assert.Equal(["alder-v1 1 True False"], await RowsAsync(product));
    }

    [Theory, Databases]
    public async Task An_older_number_that_is_free_is_kept_and_is_not_the_latest(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await ImportAsync(product, "one.json", Bytes(Numbered("alder", 7)));
        await ImportAsync(product, "old.json", Bytes(Numbered("alder", 3, "older")));

        Assert.Equal(["alder-3 3 False False", "alder-7 7 True False"], await RowsAsync(product));
    }

    [Theory]
    [InlineData("broken.json", "{", "is not valid JSON")]
    [InlineData("broken.json", "[{}, ", "is not valid JSON")]
    [InlineData("none.json", "[]", "holds no definition")]
    [InlineData("empty.json", "", "is not valid JSON")]
    [InlineData("null.json", "[null]", "is not a JSON object")]
    [InlineData("rootless.json", "[{\"name\":\"x\"}]", "root")]
    [InlineData("false.zip", "PK but no zip", "false.zip")]
    public async Task What_is_no_file_of_definitions_is_refused_in_a_sentence_that_names_it(string name, string content, string sentence)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var refused = await ImportAsync(product, name, Bytes(content));

        Assert.NotEmpty(refused.Refusals);
        Assert.All(refused.Refusals, refusal => Assert.StartsWith(name, refusal, StringComparison.Ordinal));
        Assert.Contains(sentence, refused.Refusals[0], StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await RowsAsync(product));
    }

    [Fact]
    public async Task A_zip_that_unpacks_without_end_and_bytes_that_are_no_text_are_refused()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var bomb = await ImportAsync(product, "bomb.zip", Zip(("a.json", new string(' ', 9 * 1024 * 1024))));
        var together = await ImportAsync(product, "together.zip", Zip([.. Enumerable.Range(0, 9).Select(number => ($"{number}.json", new string(' ', 8 * 1024 * 1024)))]));
        var many = await ImportAsync(product, "many.zip", Zip([.. Enumerable.Range(0, 501).Select(number => ($"{number}.txt", "x"))]));
        var bytes = await ImportAsync(product, "bytes.json", [0xff, 0xfe, 0x00, 0x80]);

        Assert.Contains("unpacks to more than is taken", Assert.Single(bomb.Refusals), StringComparison.Ordinal);
        Assert.Contains("unpacks to more than is taken, at 8.json", Assert.Single(together.Refusals), StringComparison.Ordinal);
        Assert.Contains("at most 500", Assert.Single(many.Refusals), StringComparison.Ordinal);
        Assert.Contains("neither text in UTF-8 nor a zip", Assert.Single(bytes.Refusals), StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task What_is_handed_out_comes_in_elsewhere_as_it_is(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await ImportAsync(product, "two.json", Bytes($"[{Numbered("birch", 1)},{Numbered("birch", 2, "other")}]"));
        var files = await product.ReadAllAsync();
        var zip = DefinitionBundle.Zip(files);
        Assert.Equal(zip, DefinitionBundle.Zip(files));
        Assert.Equal(["workflow-definition-birch-birch-birch-1.json", "workflow-definition-birch-birch-birch-2.json"], files.Select(file => file.Name));

        await using var another = await Product.StartAsync(provider);
        var import = await ImportAsync(another, "all.zip", zip);

        Assert.Empty(import.Refusals);
        Assert.Equal(await RowsAsync(product), await RowsAsync(another));
        Assert.Equal(await HashesAsync(product), await HashesAsync(another));
    }

    static string Numbered(string definitionId, int version, string says = "said")
    {
        var definition = JsonNode.Parse(Chain(definitionId, Say(says)))!;
        definition["version"] = version;
        definition["id"] = $"{definitionId}-{version}";
        definition["description"] = says + version;
        return definition.ToJsonString();
    }

    static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        return bytes.ToArray();
    }

    static Task<FileImport> ImportAsync(Product product, string name, byte[] content) =>
        product.RunAsync<ImportFile, FileImport>(import => import.ExecuteAsync(name, content, "Wren Alder", Cancellation));

    static Task<List<string>> RowsAsync(Product product) => product.ReadAsync(async db =>
        (await db.Definitions.OrderBy(version => version.DefinitionId).ThenBy(version => version.Version).ToListAsync(Cancellation)).ConvertAll(version => $"{version.Id} {version.Version} {version.IsLatest} {version.IsPublished}"));

    static Task<List<string>> HashesAsync(Product product) => product.ReadAsync(db => db.Definitions.OrderBy(version => version.Id).Select(version => version.ContentHash).ToListAsync(Cancellation));
}

static class Exporting
{
    public static Task<IReadOnlyList<DefinitionFile>> ReadAllAsync(this Product product) =>
        product.Operations.ReadAsync<ExportDefinitions, IReadOnlyList<DefinitionFile>>(export => export.AllAsync(TestContext.Current.CancellationToken));
}
