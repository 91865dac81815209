using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Presence;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Tests.Authoring;

public sealed class DraftTests
{
    [Theory, Databases]
    public async Task A_save_changes_the_draft_in_place_and_every_save_is_kept(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var first = (await product.SaveAsync(Drawing.Of("a", "b"), null)).Value!;
        var second = (await product.SaveAsync(Drawing.Of("a", "b", "c"), first.Revision, first.DefinitionId)).Value!;

        Assert.Equal((first.VersionId, 1, first.Revision + 1), (second.VersionId, second.Version, second.Revision));
        var draft = await product.DraftAsync(first.DefinitionId);
        Assert.Equal(["a", "b", "c"], Drawing.IdsOf(draft.Json));
        var saves = await product.Operations.ReadAsync<ReadDraft, IReadOnlyList<RevisionLine>>(read => read.RevisionsAsync(first.DefinitionId, Cancellation));
        Assert.Equal([second.Revision, first.Revision], saves.Select(save => save.Number));

        await product.RunAsync<RestoreRevision, Outcome<SavedDraft>>(restore => restore.ExecuteAsync(first.DefinitionId, first.Revision, Drawing.Wren, Cancellation));
        Assert.Equal(["a", "b"], Drawing.IdsOf((await product.DraftAsync(first.DefinitionId)).Json));
    }

    [Theory, Databases]
    public async Task The_same_content_again_writes_nothing(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var first = (await product.SaveAsync(Drawing.Of("a", "b"), null)).Value!;
        var again = (await product.SaveAsync(Drawing.Of("a", "b"), first.Revision, first.DefinitionId)).Value!;
        var stale = (await product.SaveAsync(Drawing.Of("a", "b"), first.Revision - 1, first.DefinitionId)).Value!;

        Assert.False(again.HasChanged);
        Assert.Equal(first.Revision, stale.Revision);
        Assert.Equal(1, await product.ReadAsync(db => db.DraftRevisions.CountAsync(Cancellation)));
    }

    [Theory, Databases]
    public async Task Who_saves_second_is_told_who_was_first_and_overwrites_nothing(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var opened = (await product.SaveAsync(Drawing.Of("a", "b"), null)).Value!;
        await product.SaveAsync(Drawing.Of("a", "b", "wrens"), opened.Revision, opened.DefinitionId);
        var second = await product.SaveAsync(Drawing.Of("a", "b", "ashes"), opened.Revision, opened.DefinitionId, Drawing.Ash);

        Assert.False(second.IsDone);
        Assert.Contains("Wren Alder saved", second.Problems[Problems.Whole], StringComparison.Ordinal);
        Assert.Equal(["a", "b", "wrens"], Drawing.IdsOf((await product.DraftAsync(opened.DefinitionId)).Json));
    }

    /// <summary>As a program may send it: nobody could open or delete it again.</summary>
    [Fact]
    public async Task One_is_not_begun_under_an_id_that_cannot_stand_in_an_address()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var refused = await product.SaveAsync(Drawing.Of("a", "b"), null, "alder/birch");

        Assert.False(refused.IsDone);
        Assert.Contains("“alder/birch” cannot stand in an address", refused.Problems[Problems.Whole], StringComparison.Ordinal);
    }

    /// <summary>As the Studio sends it: a list of ticks comes in the order of its choices.</summary>
    [Theory, Databases]
    public async Task A_tick_on_the_canvas_leaves_those_who_sign_their_turns(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        var first = (await product.SaveAsync(Signed("steward-delegate", "hub-lead", "hub-second"), null)).Value!;
        async Task<IEnumerable<string>> TickAsync(bool isDrawn, params string[] ticked)
        {
            var draft = new DraftToSave(first.DefinitionId, Signed(ticked), null) { IsDrawn = isDrawn };
            await product.RunAsync<SaveDraft, Outcome<SavedDraft>>(save => save.ExecuteAsync(draft, Drawing.Wren, Cancellation));
            return DefinitionJson.Read((await product.DraftAsync(first.DefinitionId)).Json).Nodes.Single(node => node.Id == "sign").LiteralStrings("parties");
        }

        Assert.Equal(["steward-delegate", "hub-lead", "hub-second", "guardian"], await TickAsync(true, "guardian", "hub-lead", "hub-second", "steward-delegate"));
        Assert.Equal(["steward-delegate", "hub-second", "guardian"], await TickAsync(true, "guardian", "hub-second", "steward-delegate"));
        Assert.Equal(["guardian", "steward-delegate", "hub-second"], await TickAsync(true, "guardian", "steward-delegate", "hub-second"));
        Assert.Equal(["guardian", "hub-second", "steward-delegate"], await TickAsync(false, "guardian", "hub-second", "steward-delegate"));
    }

    static JsonObject Signed(params string[] parties) => (JsonObject)JsonNode.Parse($$"""
        { "name": "Signed", "root": { "id": "root", "type": "Elsa.Flowchart", "version": 1, "connections": [], "activities": [
          { "id": "sign", "type": "Prisma.Sign", "version": 1, "parties": { "typeName": "Object", "expression": { "type": "Object", "value": {{System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonSerializer.Serialize(parties))}} } } }] } }
        """)!;

    [Fact]
    public async Task Two_saves_at_the_same_moment_do_not_both_win()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var opened = (await product.SaveAsync(Drawing.Of("a", "b"), null)).Value!;
        var saves = await Task.WhenAll(
            product.SaveAsync(Drawing.Of("a", "b", "c"), opened.Revision, opened.DefinitionId),
            product.SaveAsync(Drawing.Of("a", "b", "d"), opened.Revision, opened.DefinitionId, Drawing.Ash));

        Assert.Single(saves, save => save.IsDone);
    }

    [Theory]
    [InlineData("")]
    [InlineData("new")]
    public async Task A_save_that_would_lose_most_of_what_is_drawn_is_refused(string left)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var drawn = (await product.SaveAsync(Drawing.Of("a", "b", "c", "d"), null)).Value!;
        var loss = await product.SaveAsync(Drawing.Of(left.Split(',', StringSplitOptions.RemoveEmptyEntries)), drawn.Revision, drawn.DefinitionId);
        var some = await product.SaveAsync(Drawing.Of("a", "b"), drawn.Revision, drawn.DefinitionId);

        Assert.Contains("would remove 4 of the 4 steps", loss.Problems[Problems.Whole], StringComparison.Ordinal);
        Assert.True(some.IsDone);
    }

    [Theory]
    [InlineData("""{ "type": "Elsa.FlowSwitch", "cases": [{ "label": "Calm" }, { "label": "Wild" }] }""", null)]
    [InlineData("""{ "type": "Elsa.FlowSwitch", "cases": [{ "label": "Calm" }, { "label": "Calm" }] }""", "has 2 cases called “Calm”. Give each a name of its own")]
    [InlineData("""{ "type": "Elsa.FlowSwitch", "cases": [{ "label": "Default" }] }""", null)]
    [InlineData("""{ "type": "Elsa.FlowFork", "branches": { "typeName": "String[]", "expression": { "type": "Object", "value": "[\"Calm\",\"Wild\"]" } } }""", null)]
    [InlineData("""{ "type": "Elsa.FlowFork", "branches": { "typeName": "String[]", "expression": { "type": "Object", "value": "[\"Calm\",\"Calm\"]" } } }""", "has 2 branches called “Calm”. Give each a name of its own")]
    public async Task Ways_of_one_name_which_the_canvas_could_not_open_again_are_refused(string step, string? why)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var drawn = Drawing.Of("a");
        var asking = JsonNode.Parse(step)!.AsObject();
        (asking["id"], asking["version"]) = ("ask", 1);
        drawn["root"]!["activities"]!.AsArray().Add(asking);

        var saved = await product.RunAsync<SaveDraft, Outcome<SavedDraft>>(save => save.ExecuteAsync(new DraftToSave(null, drawn, null) { IsDrawn = true }, Drawing.Wren, Cancellation));

        Assert.Equal(why is null, saved.IsDone);
        Assert.Contains(why ?? "", saved.IsDone ? "" : saved.Problems[Problems.Whole], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_placeholder_becomes_the_unknown_activity_it_stands_for_again()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var document = Drawing.Of("a", "b");
        document["root"]!["activities"]!.AsArray().Add(new JsonObject { ["id"] = "moon", ["type"] = "Moon.Landing", ["version"] = 7, ["crew"] = 3 });
        var saved = (await product.SaveAsync(document, null)).Value!;
        var shown = NotFoundPlaceholder.Hide(JsonNode.Parse((await product.DraftAsync(saved.DefinitionId)).Json)!.AsObject(), node => node.Type != "Moon.Landing");
        shown["root"]!["activities"]!.AsArray().Add(Drawing.Step("c"));
        await product.SaveAsync(shown, saved.Revision, saved.DefinitionId);

        var kept = DefinitionJson.Read((await product.DraftAsync(saved.DefinitionId)).Json);
        Assert.Equal(("Moon.Landing", 3), (kept.Find("moon")!.Type, kept.Find("moon")!.Json["crew"]!.GetValue<int>()));
        Assert.NotNull(kept.Find("c"));
    }

    [Theory, Databases]
    public async Task Whoever_opens_a_definition_hears_who_else_has_it_open_until_they_are_gone(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        Assert.Empty(await SeenByAsync(product, Drawing.Wren));
        Assert.Equal("Wren Alder", Assert.Single(await SeenByAsync(product, Drawing.Ash)).Name);
        product.Time.Advance(TellPresence.Lasts);
        Assert.Empty(await SeenByAsync(product, Drawing.Ash));
    }

    static Task<IReadOnlyList<OtherEditor>> SeenByAsync(Product product, People.Actor by) =>
        product.RunAsync<TellPresence, IReadOnlyList<OtherEditor>>(tell => tell.ExecuteAsync("weir", "the canvas", by, Cancellation));
}
