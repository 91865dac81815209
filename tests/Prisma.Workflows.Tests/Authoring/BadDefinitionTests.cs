using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Tests.Authoring;

public sealed class BadDefinitionTests
{
    const string Broken = """
        {
          "definitionId": "broken", "id": "broken-1", "name": "Broken", "version": 1,
          "root": {
            "type": "Elsa.Flowchart", "id": "root",
            "activities": [
              { "type": "Elsa.WriteLine", "id": "one", "text": "here" },
              { "type": "Elsa.WriteLine", "id": "one", "text": "twice" },
              { "type": "Moon.Landing", "id": "moon" }
            ],
            "connections": [
              { "source": { "activity": "one", "port": "Done" }, "target": { "activity": "nowhere", "port": "In" } }
            ]
          }
        }
        """;

    [Theory]
    [InlineData("not JSON at all")]
    [InlineData("[]")]
    [InlineData("""{ "definitionId": "rootless", "name": "Rootless" }""")]
    public async Task What_is_no_definition_is_refused_and_nothing_is_kept(string json)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        await Assert.ThrowsAsync<DefinitionInvalidException>(() => ImportAsync(product, json));
        Assert.Equal(0, await product.ReadAsync(db => db.Definitions.CountAsync()));
    }

    [Theory, Databases]
    public async Task A_broken_definition_is_kept_as_a_draft_with_all_problems_at_once(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var import = await ImportAsync(product, Broken);

        Assert.False(import.IsPublished);
        Assert.True(import.IsNew);
        var errors = import.Problems.Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Message).ToList();
        Assert.Contains(errors, message => message.Contains("Moon.Landing", StringComparison.Ordinal));
        Assert.Contains(errors, message => message.Contains("nowhere", StringComparison.Ordinal));
        Assert.Contains(errors, message => message.Contains("one", StringComparison.Ordinal));
        Assert.True(errors.Count >= 3);
    }

    static Task<Import> ImportAsync(Product product, string json) =>
        product.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(json, true, "Wren Alder", TestContext.Current.CancellationToken));
}
