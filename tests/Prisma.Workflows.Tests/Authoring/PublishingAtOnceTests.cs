using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Publishing;

namespace Prisma.Workflows.Tests.Authoring;

/// <summary>Two nodes at one definition: each has read it before the other has written. A SQLite file has one writer, who has nobody beside them.</summary>
public sealed class PublishingAtOnceTests
{
    [Fact]
    public async Task A_save_that_began_before_the_draft_was_published_becomes_the_next_draft_and_what_was_published_stays()
    {
        await using var nodes = await StartAsync();
        var draft = (await nodes.One.SaveAsync(Drawing.Of("a", "b"), null)).Value!;

        Outcome<DefinitionVersion>? quicker = null;
        var saved = await nodes.One.RunAsync<SaveDraft, Outcome<SavedDraft>>(async save =>
        {
            var slower = await save.ExecuteAsync(new DraftToSave(draft.DefinitionId, Drawing.Of("a", "b", "c"), draft.Revision), Drawing.Wren, Cancellation);
            quicker ??= await nodes.Other.RunAsync(Publish(draft));
            return slower;
        });

        Assert.True(quicker!.IsDone);
        Assert.Equal(draft.Version + 1, saved.Value!.Version);
        Assert.Equal(["a", "b"], Drawing.IdsOf((await VersionsAsync(nodes.One, draft)).Single(version => version.IsPublished).Json).Order());
    }

    [Fact]
    public async Task What_was_saved_while_somebody_published_is_looked_at_again_first()
    {
        await using var nodes = await StartAsync();
        var draft = (await nodes.One.SaveAsync(Drawing.Of("a", "b"), null)).Value!;

        Outcome<SavedDraft>? quicker = null;
        var published = await nodes.One.RunAsync<PublishDraft, Outcome<DefinitionVersion>>(async publish =>
        {
            var slower = await Publish(draft)(publish);
            quicker ??= await nodes.Other.SaveAsync(Drawing.Of("a", "b", "c"), draft.Revision, draft.DefinitionId);
            return slower;
        });

        Assert.True(quicker!.IsDone);
        Assert.Contains("Look again", published.Problems["revision"], StringComparison.Ordinal);
        Assert.DoesNotContain(await VersionsAsync(nodes.One, draft), version => version.IsPublished);
    }

    [Fact]
    public async Task Of_two_versions_published_at_once_the_second_holds_alone()
    {
        await using var nodes = await StartAsync();
        var first = (await nodes.One.SaveAsync(Drawing.Of("a"), null)).Value!;
        await nodes.One.RunAsync(Publish(first));
        await nodes.One.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(first.DefinitionId, Drawing.Wren, Cancellation));
        var second = (await nodes.One.SaveAsync(Drawing.Of("a", "b"), null, first.DefinitionId)).Value!;

        Outcome<DefinitionVersion>? quicker = null;
        await nodes.One.RunAsync<PublishDraft, Outcome<DefinitionVersion>>(async publish =>
        {
            var slower = await Publish(second)(publish);
            quicker ??= await nodes.Other.RunAsync<PublishDraft, Outcome<DefinitionVersion>>(again => again.AgainAsync(first.DefinitionId, Drawing.Ash, Cancellation));
            return slower;
        });

        Assert.True(quicker!.IsDone);
        Assert.Equal(second.VersionId, Assert.Single(await VersionsAsync(nodes.One, first), version => version.IsPublished).Id);
    }

    static Func<PublishDraft, Task<Outcome<DefinitionVersion>>> Publish(SavedDraft draft) =>
        publish => publish.ExecuteAsync(new PublishRequest(draft.DefinitionId, draft.Revision, "Because it helps."), Drawing.Wren, Cancellation);

    static Task<List<DefinitionVersion>> VersionsAsync(Product product, SavedDraft draft) =>
        product.ReadAsync(db => db.Definitions.Where(version => version.DefinitionId == draft.DefinitionId).ToListAsync(Cancellation));

    static async Task<Nodes> StartAsync()
    {
        Assert.SkipWhen(PostgreSqlCluster.ReasonToSkip is not null, PostgreSqlCluster.ReasonToSkip ?? "");
        var one = await Product.StartAsync(DatabaseProvider.PostgreSql, settings: new Dictionary<string, string?> { ["Authoring:SingleSteward"] = "true" });
        return new Nodes(one, one.StartAnother());
    }

    sealed record Nodes(Product One, Product Other) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Other.DisposeAsync();
            await One.DisposeAsync();
        }
    }
}
