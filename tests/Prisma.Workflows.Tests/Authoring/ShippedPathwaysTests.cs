using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments.Organisations;

namespace Prisma.Workflows.Tests.Authoring;

public sealed class ShippedPathwaysTests
{
    [Theory, Databases]
    public async Task Every_shipped_pathway_is_published_once_however_often_the_product_starts(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        for (var start = 0; start < 2; start++)
        {
            await product.Services.GetRequiredService<ImportShipped>().ExecuteAsync([], TestContext.Current.CancellationToken);
            await product.RestartAsync();
        }

        var versions = await product.ReadAsync(db => db.Definitions.OrderBy(version => version.DefinitionId).ToListAsync());
        Assert.Equal(ImportShipped.Files(Repository.Root).Select(file => DefinitionJson.Read(File.ReadAllText(file)).DefinitionId).Order(StringComparer.Ordinal), versions.Select(version => version.DefinitionId));
        Assert.Empty(Pathway.All.Except(versions.Select(version => version.DefinitionId), StringComparer.Ordinal));
        Assert.All(versions, version => Assert.True(version.IsPublished, version.DefinitionId));
    }

    [Fact]
    public async Task A_shipped_pathway_has_no_problem_that_forbids_publishing()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var found = product.Services.GetRequiredService<ImportShipped>().Check();

        Assert.Equal(ImportShipped.Files(Repository.Root), found.Keys);
        Assert.All(found.Values, problems => Assert.Empty(problems.Where(problem => problem.Severity == Severity.Error).Select(problem => problem.Message)));
    }

    [Fact]
    public async Task What_was_found_wrong_with_a_shipped_pathway_before_its_import_keeps_it_a_draft()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var shipped = product.Services.GetRequiredService<ImportShipped>();
        var found = shipped.Check();
        found[found.Keys.Single(file => Path.GetFileName(file) == "pathway-hub.json")] = [Problem.Error("broken", null, "The river is too high for it.")];

        await shipped.ExecuteAsync(found, TestContext.Current.CancellationToken);

        Assert.Equal(["pathway-hub"], await product.ReadAsync(db => db.Definitions.Where(version => !version.IsPublished).Select(version => version.DefinitionId).ToListAsync(TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task A_pathway_that_names_what_is_not_there_is_kept_as_a_draft_with_every_problem_named()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var json = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "workflows", "pathway-participant.json"), TestContext.Current.CancellationToken))
            .Replace("\"F-12\"", "\"F-99\"", StringComparison.Ordinal).Replace("\"C2\"", "\"C9\"", StringComparison.Ordinal);
        var import = await product.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(json, true, "Wren Alder", TestContext.Current.CancellationToken));
        Assert.False(import.IsPublished);
        Assert.Contains(import.Problems, problem => problem.Message.Contains("F-99", StringComparison.Ordinal));
        Assert.Contains(import.Problems, problem => problem.Message.Contains("C9", StringComparison.Ordinal));
    }
}
