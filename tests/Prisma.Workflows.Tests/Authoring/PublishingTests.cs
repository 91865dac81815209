using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Publishing;
using Prisma.Workflows.People.Reading;
using Prisma.Workflows.Runtime;
using static Prisma.Workflows.Tests.Harness.Workflows;

namespace Prisma.Workflows.Tests.Authoring;

public sealed class PublishingTests
{
    [Theory, Databases]
    public async Task A_draft_is_published_with_a_reason_after_another_steward_consented(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await AddStewardAsync(product, Drawing.Ash);
        var draft = (await product.SaveAsync(Drawing.Of("a", "b"), null)).Value!;

        var early = await PublishAsync(product, draft, "");
        Assert.NotNull(early.Problems[PublishDraft.SentenceField]);
        Assert.NotNull(early.Problems["consent"]);

        Assert.True((await ConsentAsync(product, draft, Drawing.Ash)).IsDone);
        var published = (await PublishAsync(product, draft, "A first step for newcomers, because they asked for it.")).Value!;
        Assert.Equal((VersionState.Published, "Wren Alder"), (published.State, published.PublishedBy));
        Assert.True((await PublishAsync(product, draft, "again")).IsDone);
    }

    [Theory, Databases]
    public async Task Stewards_and_administrators_beside_who_published_it_hear_that_a_version_is_live(DatabaseProvider provider)
    {
        await using var product = await SingleAsync(provider);
        foreach (var (name, role) in new[] { ("ash", Role.Steward), ("ivo", Role.Administrator), ("mira", Role.Facilitator) })
        {
            var person = new Person { FirstName = name, Email = $"{name}@orrin.example", PasswordHash = "set" };
            await product.ChangeAsync(db =>
            {
                db.People.Add(person);
                db.RoleGrants.Add(new RoleGrant { PersonId = person.Id, Role = role });
            });
        }

        var draft = (await product.SaveAsync(Drawing.Of("a", "b"), null)).Value!;
        await PublishAsync(product, draft, "A first step for newcomers.");

        var told = await product.ReadAsync(db => db.Outbox.Where(mail => mail.Template == "E66").OrderBy(mail => mail.CreatedAt).ThenBy(mail => mail.Id).ToListAsync(Cancellation));
        Assert.Equal(2, told.Count);
        Assert.All(told, mail => Assert.Contains("A first step for newcomers.", mail.Facts, StringComparison.Ordinal));
        await product.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(draft.DefinitionId, Drawing.Wren, Cancellation));
        product.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await AgainAsync(product, draft)).IsDone);
        Assert.Equal(4, await product.ReadAsync(db => db.Outbox.CountAsync(mail => mail.Template == "E66", Cancellation)));
    }

    [Theory, Databases]
    public async Task Scenario_10_The_publisher_is_not_the_only_one_who_read_it_unless_the_hub_has_one_steward(DatabaseProvider provider)
    {
        await using var strict = await Product.StartAsync(provider);
        await AddStewardAsync(strict, Drawing.Wren);
        var draft = (await strict.SaveAsync(Drawing.Of("a"), null)).Value!;
        await ConsentAsync(strict, draft, Drawing.Wren);
        Assert.NotNull((await PublishAsync(strict, draft, "Why not.")).Problems["consent"]);

        await using var alone = await Product.StartAsync(provider, settings: new Dictionary<string, string?> { ["Authoring:SingleSteward"] = "true" });
        var own = (await alone.SaveAsync(Drawing.Of("a"), null)).Value!;
        Assert.True((await PublishAsync(alone, own, "I am alone here.")).IsDone);
    }

    [Fact]
    public async Task A_consent_is_left_behind_by_a_later_change()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        await AddStewardAsync(product, Drawing.Ash);
        var read = (await product.SaveAsync(Drawing.Of("a", "b"), null)).Value!;
        await ConsentAsync(product, read, Drawing.Ash);
        var changed = (await product.SaveAsync(Drawing.Of("a", "b", "c"), read.Revision, read.DefinitionId)).Value!;

        Assert.NotNull((await PublishAsync(product, changed, "A third step.")).Problems["consent"]);
        Assert.Contains("Read it again", (await ConsentAsync(product, read, Drawing.Ash)).Problems[Problems.Whole], StringComparison.Ordinal);
        Assert.Empty((await product.DraftAsync(read.DefinitionId)).Consents);
    }

    [Theory, Databases]
    public async Task A_draft_that_its_reader_returned_with_a_word_stays_its_authors_who_is_told_by_mail(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await AddStewardAsync(product, Drawing.Wren);
        await AddStewardAsync(product, Drawing.Ash);
        var read = (await product.SaveAsync(Drawing.Of("a", "b"), null)).Value!;
        Assert.NotNull((await ReturnAsync(product, read, "  ")).Problems[SecondReader.WordField]);
        Assert.Contains("yours", (await ReturnAsync(product, read, "Mine.", Drawing.Wren)).Problems[Problems.Whole], StringComparison.Ordinal);
        await ConsentAsync(product, read, Drawing.Ash);

        Assert.True((await ReturnAsync(product, read, " One photograph would do. ")).IsDone);
        Assert.True((await ReturnAsync(product, read, "One photograph would do.")).IsDone);

        var draft = await product.DraftAsync(read.DefinitionId);
        Assert.Equal((VersionState.Draft, read.Revision, 0), (draft.State, draft.Revision, draft.Consents.Count));
        Assert.Equal(("Ash Linden", "One photograph would do.", draft.ContentHash), draft.Words.Select(word => (word.Name, word.Word, word.ContentHash)).Single());
        Assert.Contains("Ash Linden returned", (await PublishAsync(product, read, "Nevertheless.")).Problems["consent"], StringComparison.Ordinal);
        var mail = await product.ReadAsync(db => db.Outbox.SingleAsync(Cancellation));
        Assert.Equal(("E79", Drawing.Wren.PersonId), (mail.Template, mail.PersonId));
        Assert.Contains("One photograph would do.", mail.Facts, StringComparison.Ordinal);
        Assert.Single(await product.ReadAsync(db => db.Audit.Where(entry => entry.Sentence.EndsWith("with a word: One photograph would do.")).ToListAsync(Cancellation)));
    }

    [Fact]
    public async Task Whoever_returned_a_draft_can_consent_after_all_and_a_change_is_read_anew()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        await AddStewardAsync(product, Drawing.Ash);
        var read = (await product.SaveAsync(Drawing.Of("a", "b"), null)).Value!;
        await ReturnAsync(product, read, "Why twice?");
        var changed = (await product.SaveAsync(Drawing.Of("a", "b", "c"), read.Revision, read.DefinitionId)).Value!;
        var draft = await product.DraftAsync(read.DefinitionId);
        Assert.NotEqual(draft.ContentHash, draft.Words.Single().ContentHash);
        Assert.Contains("Read it again", (await ReturnAsync(product, read, "Late.")).Problems[Problems.Whole], StringComparison.Ordinal);

        await ReturnAsync(product, changed, "And three?");
        Assert.True((await ConsentAsync(product, changed, Drawing.Ash)).IsDone);

        Assert.True((await PublishAsync(product, changed, "We talked.")).IsDone);
        Assert.Equal(["Why twice?"], (await product.DraftAsync(read.DefinitionId)).Words.Select(word => word.Word));
    }

    [Theory]
    [InlineData("new", "new")]
    [InlineData("new/{id}", "new/{name}")]
    public async Task A_draft_that_starts_where_another_definition_does_is_not_published(string taken, string asked)
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite, settings: new Dictionary<string, string?> { ["Authoring:SingleSteward"] = "true", ["Http:Endpoints:Enabled"] = "true" });
        await product.PublishAsync(Asked("orders", taken));
        var draft = (await product.SaveAsync(JsonNode.Parse(Asked("bookings", asked))!.AsObject(), null)).Value!;

        Assert.Contains($"GET /{asked}, where “orders” is published", (await PublishAsync(product, draft, "Another way in.")).Problems["problem0"], StringComparison.Ordinal);
    }

    [Theory, Databases]
    public async Task Of_two_that_come_at_once_and_start_at_the_same_request_the_second_stays_a_draft(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider, settings: new Dictionary<string, string?> { ["Http:Endpoints:Enabled"] = "true" });
        var imports = await product.RunAsync<ImportDefinition, List<Import>>(async import =>
        [
            await import.ExecuteAsync(Asked("orders", "new"), true, "Wren Alder", Cancellation),
            await import.ExecuteAsync(Asked("bookings", "new"), true, "Wren Alder", Cancellation),
        ]);

        Assert.Equal([true, false], imports.Select(import => import.IsPublished));
        Assert.Contains("GET /new, where “orders” is published", Assert.Single(imports[1].Problems, problem => problem.Code == "EndpointTaken").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_steward_consents()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var draft = (await product.SaveAsync(Drawing.Of("a"), null)).Value!;
        Assert.Equal("Only a steward consents to a version.", (await ConsentAsync(product, draft, Drawing.Ash)).Problems[Problems.Whole]);
    }

    [Fact]
    public async Task An_error_forbids_publishing_and_all_are_named_at_once()
    {
        await using var product = await SingleAsync(DatabaseProvider.Sqlite);
        var document = Drawing.Of("a");
        document["root"]!["activities"]!.AsArray().Add(new JsonObject { ["id"] = "moon", ["type"] = "Moon.Landing" });
        document["root"]!["activities"]!.AsArray().Add(new JsonObject { ["id"] = "mars", ["type"] = "Mars.Landing" });
        var draft = (await product.SaveAsync(document, null)).Value!;

        var sentences = (await PublishAsync(product, draft, "To the stars.")).Problems.Select(problem => problem.Value).ToList();
        Assert.Contains(sentences, sentence => sentence.Contains("Moon.Landing", StringComparison.Ordinal));
        Assert.Contains(sentences, sentence => sentence.Contains("Mars.Landing", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task A_published_version_never_changes_and_the_next_save_begins_a_draft(DatabaseProvider provider)
    {
        await using var product = await SingleAsync(provider);
        var first = (await product.SaveAsync(Drawing.Of("a", "b"), null)).Value!;
        var published = (await PublishAsync(product, first, "First.")).Value!;
        var next = (await product.SaveAsync(Drawing.Of("a", "b", "c"), first.Revision, first.DefinitionId)).Value!;

        Assert.Equal(2, next.Version);
        var kept = await product.ReadAsync(db => db.Definitions.SingleAsync(version => version.Id == first.VersionId, Cancellation));
        Assert.Equal((published.Json, true, false), (kept.Json, kept.IsPublished, kept.IsLatest));

        await PublishAsync(product, next, "Second.");
        var back = (await product.RunAsync<RevertVersion, Outcome<SavedDraft>>(revert => revert.ExecuteAsync(first.DefinitionId, 1, Drawing.Wren, Cancellation))).Value!;
        Assert.Equal(3, back.Version);
        var history = await product.Operations.ReadAsync<ListVersions, List<DefinitionVersion>>(list => list.ExecuteAsync(first.DefinitionId, Cancellation));
        Assert.Equal([VersionState.Draft, VersionState.Published, VersionState.Retired], history.Select(version => version.State));
        Assert.Equal(["a", "b"], Drawing.IdsOf((await product.DraftAsync(first.DefinitionId)).Json));
    }

    [Theory, Databases]
    public async Task What_was_taken_back_is_made_a_draft_of_and_published_as_it_was(DatabaseProvider provider)
    {
        await using var product = await SingleAsync(provider);
        var first = (await product.SaveAsync(Drawing.Of("a"), null)).Value!;
        await PublishAsync(product, first, "First.");
        await product.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(first.DefinitionId, Drawing.Wren, Cancellation));
        Assert.Contains("Revert to it", (await PublishAsync(product, first, "Again.")).Problems[Problems.Whole], StringComparison.Ordinal);

        var draft = (await product.RunAsync<RevertVersion, Outcome<SavedDraft>>(revert => revert.ExecuteAsync(first.DefinitionId, 1, Drawing.Wren, Cancellation))).Value!;
        var again = (await PublishAsync(product, draft, "It was right after all.")).Value!;

        Assert.Equal((2, VersionState.Published), (again.Version, again.State));
        Assert.Equal(["a"], Drawing.IdsOf(again.Json));
    }

    [Theory, Databases]
    public async Task What_was_taken_back_is_published_again_as_it_was_without_a_second_reader(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider);
        await AddStewardAsync(product, Drawing.Wren);
        await AddStewardAsync(product, Drawing.Ash);
        var first = (await product.SaveAsync(Drawing.Of("a"), null)).Value!;
        await ConsentAsync(product, first, Drawing.Ash);
        var published = (await PublishAsync(product, first, "First.")).Value!;
        Assert.Contains("Nothing of this definition was taken back", (await AgainAsync(product, first)).Problems[Problems.Whole], StringComparison.Ordinal);

        await product.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(first.DefinitionId, Drawing.Wren, Cancellation));
        var draft = (await product.SaveAsync(Drawing.Of("a", "b"), null, first.DefinitionId)).Value!;
        var again = (await AgainAsync(product, first)).Value!;

        Assert.Equal((1, published.ContentHash, VersionState.Published), (again.Version, again.ContentHash, again.State));
        Assert.Equal(VersionState.Draft, (await product.DraftAsync(draft.DefinitionId)).State);
        Assert.Equal("Ash Linden published version 1 of “", (await product.ReadAsync(db => db.Audit.OrderBy(entry => entry.Number).Select(entry => entry.Sentence).LastAsync(Cancellation)))[..35]);
        Assert.True(await product.RunAsync<WorkflowRuntime, bool>(async runtime => (await runtime.StartAsync(first.DefinitionId, "run-1", null, null, Cancellation)).Instance is not null));
    }

    [Theory, Databases]
    public async Task What_was_taken_back_is_not_published_again_where_another_has_its_address_by_now(DatabaseProvider provider)
    {
        await using var product = await Product.StartAsync(provider, settings: new Dictionary<string, string?> { ["Authoring:SingleSteward"] = "true", ["Http:Endpoints:Enabled"] = "true" });
        var first = (await product.SaveAsync(JsonNode.Parse(Asked("kettle", "tea"))!.AsObject(), null)).Value!;
        await PublishAsync(product, first, "First.");
        await product.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(first.DefinitionId, Drawing.Wren, Cancellation));
        await PublishAsync(product, (await product.SaveAsync(JsonNode.Parse(Asked("pot", "tea"))!.AsObject(), null)).Value!, "Another.");

        Assert.Single((await AgainAsync(product, first)).Problems);
    }

    [Theory, Databases]
    public async Task What_uses_another_definition_is_published_once_that_is_here_and_has_what_it_needs(DatabaseProvider provider)
    {
        await using var product = await SingleAsync(provider);
        var draft = (await product.SaveAsync(Using("weir"), null)).Value!;
        const string missing = "uses the definition 'weir', which is not here; import it first.";
        Assert.EndsWith(missing, Assert.Single((await product.DraftAsync(draft.DefinitionId)).Problems).Message, StringComparison.Ordinal);
        Assert.EndsWith(missing, Assert.Single((await PublishAsync(product, draft, "First.")).Problems).Value, StringComparison.Ordinal);

        var weir = JsonNode.Parse(Chain("weir", Say("flows")))!;
        weir["inputs"] = new JsonArray(new JsonObject { ["name"] = "Depth", ["displayName"] = "Depth", ["type"] = "Int32", ["isRequired"] = true });
        await product.PublishAsync(weir.ToJsonString());
        Assert.EndsWith("gives no 'Depth', which 'weir' needs.", Assert.Single((await PublishAsync(product, draft, "First.")).Problems).Value, StringComparison.Ordinal);

        draft = (await product.SaveAsync(Using("weir", ("depth", 3)), draft.Revision, draft.DefinitionId)).Value!;
        Assert.True((await PublishAsync(product, draft, "First.")).IsDone);
    }

    [Theory, Databases]
    public async Task What_uses_itself_is_published_for_the_first_time(DatabaseProvider provider)
    {
        await using var product = await SingleAsync(provider);
        var draft = (await product.SaveAsync(Drawing.Of("a"), null)).Value!;
        draft = (await product.SaveAsync(Using(draft.DefinitionId), draft.Revision, draft.DefinitionId)).Value!;

        Assert.True((await PublishAsync(product, draft, "First.")).IsDone);
    }

    [Theory, Databases]
    public async Task What_a_run_needs_is_not_deleted_and_a_draft_is(DatabaseProvider provider)
    {
        await using var product = await SingleAsync(provider);
        var first = (await product.SaveAsync(Drawing.Of("a"), null)).Value!;
        await PublishAsync(product, first, "First.");
        await product.RunAsync<WorkflowRuntime, bool>(async runtime => (await runtime.StartAsync(first.DefinitionId, "run-1", null, null, Cancellation)).Instance is not null);
        Assert.Contains("Take it back first", (await DeleteAsync(product, first, first.VersionId)).Problems[Problems.Whole], StringComparison.Ordinal);

        await product.RunAsync<RetractDefinition, Outcome<DefinitionVersion>>(retract => retract.ExecuteAsync(first.DefinitionId, Drawing.Wren, Cancellation));
        Assert.Contains("1 run was made on it", (await DeleteAsync(product, first, null)).Problems[Problems.Whole], StringComparison.Ordinal);

        var draft = (await product.SaveAsync(Drawing.Of("a", "b"), null, first.DefinitionId)).Value!;
        Assert.True((await DeleteAsync(product, draft, draft.VersionId)).IsDone);
        var latest = await product.DraftAsync(first.DefinitionId);
        Assert.Equal((first.VersionId, VersionState.Retired), (latest.VersionId, latest.State));
    }

    [Theory, Databases]
    public async Task What_a_run_is_within_as_an_activity_of_another_definition_is_not_deleted_before_it_has_ended(DatabaseProvider provider)
    {
        await using var product = await SingleAsync(provider);
        await product.PublishAsync(Chain("weir", Wait("rises", "flood")));
        var use = Activity("Weir", "use");
        use["workflowDefinitionId"] = "weir";
        await product.PublishAsync(Chain("valley", use));
        await product.StartWorkflowAsync("valley", "run-1");
        var next = (await product.SaveAsync(Drawing.Of("a"), null, "weir")).Value!;
        Assert.True((await PublishAsync(product, next, "It rises no more.")).IsDone);

        Assert.Contains("1 run is within it", (await DeleteAsync(product, next, "weir-1")).Problems[Problems.Whole], StringComparison.Ordinal);
        await product.RaiseAsync("flood");
        Assert.Equal(["Finished"], await product.StatesAsync("valley"));
        Assert.True((await DeleteAsync(product, next, "weir-1")).IsDone);
    }

    static Task<Product> SingleAsync(DatabaseProvider provider) =>
        Product.StartAsync(provider, settings: new Dictionary<string, string?> { ["Authoring:SingleSteward"] = "true" });

    static Task AddStewardAsync(Product product, Actor actor) => product.ChangeAsync(db =>
    {
        db.People.Add(new Person { Id = actor.PersonId!.Value, FirstName = actor.Name, Email = $"{actor.PersonId}@example.org" });
        db.RoleGrants.Add(new RoleGrant { PersonId = actor.PersonId!.Value, Role = Role.Steward });
    });

    static Task<Outcome<ConsentLine>> ConsentAsync(Product product, SavedDraft draft, Actor by) =>
        product.RunAsync<ConsentToDraft, Outcome<ConsentLine>>(consent => consent.ExecuteAsync(draft.DefinitionId, draft.Revision, by, Cancellation));

    static Task<Outcome<ReaderWord>> ReturnAsync(Product product, SavedDraft draft, string word, Actor? by = null) =>
        product.RunAsync<ConsentToDraft, Outcome<ReaderWord>>(consent => consent.ReturnAsync(draft.DefinitionId, draft.Revision, word, by ?? Drawing.Ash, Cancellation));

    static Task<Outcome<DefinitionVersion>> PublishAsync(Product product, SavedDraft draft, string sentence) =>
        product.RunAsync<PublishDraft, Outcome<DefinitionVersion>>(publish => publish.ExecuteAsync(new PublishRequest(draft.DefinitionId, draft.Revision, sentence), Drawing.Wren, Cancellation));

    static Task<Outcome<DefinitionVersion>> AgainAsync(Product product, SavedDraft version) =>
        product.RunAsync<PublishDraft, Outcome<DefinitionVersion>>(publish => publish.AgainAsync(version.DefinitionId, Drawing.Ash, Cancellation));

    static Task<Outcome<string>> DeleteAsync(Product product, SavedDraft draft, string? versionId) =>
        product.RunAsync<DeleteDefinition, Outcome<string>>(delete => delete.ExecuteAsync(draft.DefinitionId, versionId, Drawing.Wren, Cancellation));

    /// <summary>A line, and then another definition in place.</summary>
    static JsonObject Using(string definitionId, params (string Name, JsonNode Value)[] inputs)
    {
        var drawn = Drawing.Of("a", "use");
        var use = Activity("Weir", "use", inputs);
        use["workflowDefinitionId"] = definitionId;
        drawn["root"]!["activities"]![1] = use;
        return drawn;
    }

    static string Asked(string definitionId, string path) => Chain(definitionId, Starting(Activity("Elsa.HttpEndpoint", "ask", ("path", path))));
}
