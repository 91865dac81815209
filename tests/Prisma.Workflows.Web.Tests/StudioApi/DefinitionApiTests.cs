using System.Text;
using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Files;

namespace Prisma.Workflows.Web.Tests.StudioApi;

/// <summary>The Studio's own requests, replayed.</summary>
public sealed class DefinitionApiTests(WebProduct product) : IClassFixture<WebProduct>
{
    [Theory]
    [InlineData("workflow-activation-strategies", "AllowAlwaysStrategy", "SingletonStrategy", "CorrelationStrategy", "CorrelatedSingletonStrategy")]
    [InlineData("incident-strategies", "FaultStrategy", "ContinueWithIncidentsStrategy")]
    public async Task Whatever_strategy_is_honoured_can_be_chosen(string list, params string[] names)
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        var items = (await studio.GetAsync($"descriptors/{list}"))["items"]!.AsArray();

        Assert.Equal(names, items.Select(item => ((string)item!["typeName"]!).Split(',')[0].Split('.')[^1]));
    }

    [Fact]
    public async Task A_script_is_completed_from_what_it_may_call()
    {
        using var browser = await product.SignInAsync(Role.Steward);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/elsa/api/scripting/javascript/type-definitions/pathway-participant") { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("Origin", "http://localhost");
        using var answer = await browser.Client.SendAsync(request, WebProduct.Cancellation);
        var text = await answer.Content.ReadAsStringAsync(WebProduct.Cancellation);

        Assert.Equal("application/x-typescript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("declare function getLastResult(): any;", text, StringComparison.Ordinal);
        Assert.Contains("declare function getInterest(): any;", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drawing_is_created_saved_listed_and_read_again()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        var saved = await studio.DrawAsync("The weir", "a", "b");

        var read = await studio.GetAsync($"workflow-definitions/by-definition-id/{saved["definitionId"]}?versionOptions=Latest");
        Assert.Equal("String", (string?)read["root"]!["activities"]![0]!["text"]!["typeName"]);
        Assert.Equal("Workflow1:f1:b", (string?)read["root"]!["activities"]![1]!["nodeId"]);
        Assert.Contains(read["links"]!.AsArray(), link => (string?)link!["rel"] == "publish");

        var list = await studio.GetAsync("workflow-definitions?versionOptions=Latest&Page=0&PageSize=10&SearchTerm=The%20weir&IsSystem=False&OrderDirection=Ascending");
        Assert.Equal(1, (int?)list["totalCount"]);
        Assert.Contains(list["links"]!.AsArray(), link => (string?)link!["rel"] == "bulk-publish");
        Assert.False((bool?)(await studio.GetAsync("workflow-definitions/validation/is-name-unique?name=The%20weir"))["isUnique"]);
    }

    [Theory]
    [InlineData("05/06/2027 09:30:00", "2027-05-06 09:30:00")]
    [InlineData("2027-12-24T10:00:00+01:00", "2027-12-24 09:00:00")]
    [InlineData("on the longest night", "on the longest night")]
    public async Task A_day_is_shown_as_the_canvas_writes_one_and_in_UTC(string kept, string shown)
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        var start = StudioClient.Line("night");
        start["type"] = "Elsa.StartAt";
        start["dateTime"] = new JsonObject { ["typeName"] = "DateTimeOffset", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = kept } };
        var drawn = await studio.DrawAsync("The longest night");
        drawn["root"]!["activities"]!.AsArray().Add(start);
        await studio.PostAsync("workflow-definitions", StudioClient.Save(drawn));

        var read = await studio.GetAsync($"workflow-definitions/by-definition-id/{drawn["definitionId"]}");

        Assert.Equal(shown, (string?)read["root"]!["activities"]![0]!["dateTime"]!["expression"]!["value"]);
    }

    [Fact]
    public async Task What_nobody_laid_out_is_shown_laid_out_and_kept_as_it_was()
    {
        const string Unlaid = """
            { "definitionId": "unlaid", "name": "Unlaid", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1,
              "activities": [{ "id": "a", "type": "Elsa.WriteLine", "version": 1 }, { "id": "b", "type": "Elsa.WriteLine", "version": 1 }],
              "connections": [{ "source": { "activity": "a", "port": "Done" }, "target": { "activity": "b", "port": "In" } }] } }
            """;
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        await studio.PostAsync("workflow-definitions/import", JsonNode.Parse(Unlaid));

        var read = await studio.GetAsync("workflow-definitions/by-definition-id/unlaid?versionOptions=Latest");

        Assert.Equal([(0, 0), (300, 0)], read["root"]!["activities"]!.AsArray().Select(step => step!["metadata"]!["designer"]!["position"]!).Select(place => ((int)place["x"]!, (int)place["y"]!)));
        Assert.DoesNotContain("designer", (await product.Operations.ReadAsync<ReadDraft, DraftView?>(draft => draft.ExecuteAsync("unlaid", WebProduct.Cancellation)))!.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_is_opened_by_itself_with_the_way_to_it()
    {
        const string Nested = """
            { "definitionId": "nested", "name": "Nested", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [
                { "id": "each", "name": "Each", "type": "Elsa.ForEach", "version": 1, "items": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "[1]" } },
                  "body": { "id": "inner", "type": "Elsa.Flowchart", "version": 1, "activities": [{ "id": "say", "type": "Elsa.WriteLine", "version": 1 }], "connections": [] } }], "connections": [] } }
            """;
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Nested, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        var version = (string)(await studio.GetAsync("workflow-definitions/by-definition-id/nested"))["id"]!;

        Assert.Equal("f1", (string?)(await studio.GetAsync($"workflow-definitions/subgraph/{version}"))["activity"]!["id"]);
        Assert.Equal("say", (string?)(await studio.GetAsync($"workflow-definitions/subgraph/{version}?parentNodeId=Workflow1:f1:each"))["activity"]!["body"]!["activities"]![0]!["id"]);
        var way = await studio.GetAsync($"workflow-definitions/subgraph/segments/{version}?childNodeId=Workflow1:f1:each:inner:say");
        Assert.Equal(("Workflow1:f1:each:inner:say", "Workflow1:f1:each"), ((string?)way["childNode"]!["nodeId"], (string?)way["container"]!["nodeId"]));
        Assert.Equal(["Each Body"], way["pathSegments"]!.AsArray().Select(segment => $"{segment!["activityName"]} {segment["portName"]}"));
        Assert.Equal(HttpStatusCode.NotFound, (await studio.SendAsync(HttpMethod.Get, $"workflow-definitions/subgraph/segments/{version}?childNodeId=nowhere", null)).Status);
    }

    [Fact]
    public async Task Files_come_in_as_they_are_taken_along_a_zip_and_a_list_among_them()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        var zip = DefinitionBundle.Zip([new DefinitionFile("alder.json", Small("alder")), new DefinitionFile("birch.json", Small("birch"))]);

        Assert.Equal("""{"count":4}""", (await studio.UploadAsync("workflow-definitions/import-files", ("trees.zip", zip), ("more.json", Encoding.UTF8.GetBytes($"[{Small("cedar")},{Small("dogwood")}]")))).Body);
        Assert.Equal("birch", (string?)(await studio.GetAsync("workflow-definitions/by-definition-id/birch"))["definitionId"]);
    }

    [Fact]
    public async Task Of_files_one_of_which_is_none_nothing_comes_in()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        var (status, body) = await studio.UploadAsync("workflow-definitions/import-files", ("elm.json", Encoding.UTF8.GetBytes(Small("elm"))), ("false.zip", "PK but no zip"u8.ToArray()));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("false.zip", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.SendAsync(HttpMethod.Get, "workflow-definitions/by-definition-id/elm", null)).Status);
    }

    [Fact]
    public async Task A_file_that_is_broken_is_named_with_the_line_and_what_to_do()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        var (status, body) = await studio.UploadAsync("workflow-definitions/import-files", ("fir.json", Encoding.UTF8.GetBytes(Small("fir"))), ("moss.json", "{\n  \"name\": \"Moss\",\n}"u8.ToArray()));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("moss.json: The definition is not valid JSON: in line 3, character 1, it says “}” after a comma. Take the comma out, or write what is to follow it.", (string?)JsonNode.Parse(body)!["errors"]!["any"]![0]);
        Assert.Equal(HttpStatusCode.NotFound, (await studio.SendAsync(HttpMethod.Get, "workflow-definitions/by-definition-id/fir", null)).Status);
    }

    /// <summary>The Studio would send it again three times after any other answer.</summary>
    [Fact]
    public async Task Where_no_files_are_sent_that_is_said()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);

        Assert.Contains("as “files”", await studio.RefusedAsync("workflow-definitions/import-files", null), StringComparison.Ordinal);
        Assert.Contains("as “files”", await studio.RefusedAsync("workflow-definitions/import-files", new JsonObject()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await studio.UploadAsync("workflow-definitions/import-files")).Status);
    }

    static string Small(string id) => $$"""{ "definitionId": "{{id}}", "name": "{{id}}", "root": { "id": "say", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "Literal", "value": "{{id}}" } } } }""";

    /// <summary>The Studio's own import draws what it is answered.</summary>
    [Fact]
    public async Task What_was_imported_is_answered_as_it_is_drawn()
    {
        const string Carried = """{ "definitionId": "carried", "name": "Carried", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [{ "id": "say", "type": "Elsa.WriteLine", "version": 1 }], "connections": [] } }""";
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);

        var drawn = await studio.PostAsync("workflow-definitions/import", JsonNode.Parse(Carried));

        Assert.Equal(("carried", "Workflow1:f1:say"), ((string?)drawn["definitionId"], (string?)drawn["root"]!["activities"]![0]!["nodeId"]));
        Assert.Contains(drawn["links"]!.AsArray(), link => (string?)link!["rel"] == "publish");
        drawn["root"]!["activities"]!.AsArray().Add(StudioClient.Line("next"));
        await studio.SendAsync(HttpMethod.Post, "workflow-definitions", StudioClient.Save(drawn), studio.Revision);
        Assert.Equal(2, (await studio.GetAsync("workflow-definitions/by-definition-id/carried"))["root"]!["activities"]!.AsArray().Count);
    }

    /// <summary>A Studio elsewhere takes a file for a workflow only where it has an id of its own.</summary>
    [Fact]
    public async Task What_is_taken_along_says_which_version_it_is()
    {
        const string Packed = """{ "definitionId": "packed", "name": "Packed up", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [], "connections": [] } }""";
        using var browser = await product.SignInAsync(Role.Steward);
        using var studio = new StudioClient(browser);
        await studio.PostAsync("workflow-definitions/import", JsonNode.Parse(Packed));

        using var answer = await browser.Client.GetAsync($"{StudioClient.Api}workflow-definitions/packed/export?versionOptions=Latest&includeConsumingWorkflows=False", WebProduct.Cancellation);
        var file = JsonNode.Parse(await answer.Content.ReadAsStringAsync(WebProduct.Cancellation))!;

        Assert.Equal(("application/json", "workflow-definition-packed-up-packed-packed.json"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.FileName));
        Assert.Equal(("packed", 1, true), ((string?)file["id"], (int?)file["version"], (bool?)file["isLatest"]));
    }

    [Fact]
    public async Task An_export_of_nothing_is_not_an_export_of_all()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);

        Assert.Equal(HttpStatusCode.NotFound, (await studio.SendAsync(HttpMethod.Post, "bulk-actions/export/workflow-definitions", new JsonObject { ["ids"] = new JsonArray() })).Status);
    }

    [Fact]
    public async Task What_is_larger_than_is_read_is_not_saved()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        var large = new JsonObject { ["name"] = "Large", ["root"] = new JsonObject { ["id"] = "a", ["type"] = "Elsa.WriteLine", ["text"] = new string('x', 8_400_000) } };

        Assert.Contains("at most 8388608 are read", await studio.RefusedAsync("workflow-definitions", new JsonObject { ["model"] = large }), StringComparison.Ordinal);
        await studio.GetAsync("workflow-definitions?versionOptions=Latest&Page=0&PageSize=100");
    }

    [Fact]
    public async Task A_definition_comes_in_and_out_as_deep_as_is_read_and_a_deeper_one_is_refused_with_the_limit()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        await studio.PostAsync("workflow-definitions/import", Deep(100));

        Assert.Equal("q1", (string?)(await studio.GetAsync("workflow-definitions/by-definition-id/deep-100?versionOptions=Latest"))["root"]!["id"]);
        Assert.Contains("256 levels of JSON are read", await studio.RefusedAsync("workflow-definitions/import", Deep(200)), StringComparison.Ordinal);
        Assert.Contains("256 levels of JSON are read", await studio.RefusedAsync("workflow-definitions", new JsonObject { ["model"] = Deep(200) }), StringComparison.Ordinal);

        static JsonObject Deep(int sequences)
        {
            var inner = StudioClient.Line("a");
            for (var number = sequences; number > 0; number--)
            {
                inner = new JsonObject { ["id"] = $"q{number}", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray(inner) };
            }

            return new JsonObject { ["definitionId"] = $"deep-{sequences}", ["name"] = $"Deep {sequences}", ["root"] = inner };
        }
    }

    [Fact]
    public async Task The_same_save_three_times_is_kept_once()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        var saved = await studio.DrawAsync("Retried", "a");
        var revision = studio.Revision;
        for (var retry = 0; retry < 3; retry++)
        {
            await studio.SendAsync(HttpMethod.Post, "workflow-definitions", StudioClient.Save(saved), revision);
        }

        Assert.Equal(revision, studio.Revision);
    }

    [Fact]
    public async Task A_canvas_that_could_not_draw_cannot_erase_what_is_drawn()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        var saved = await studio.DrawAsync("Erased", "a", "b", "c", "d");
        saved["root"]!["activities"] = new JsonArray();

        Assert.Contains("would remove 4 of the 4 steps", await studio.RefusedAsync("workflow-definitions", StudioClient.Save(saved)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_who_was_first()
    {
        using var first = await StudioClient.SignInAsync(product, Role.Steward);
        using var second = await StudioClient.SignInAsync(product, Role.Steward);
        var opened = await first.DrawAsync("Shared", "a");
        await second.GetAsync($"workflow-definitions/by-definition-id/{opened["definitionId"]}?versionOptions=Latest");
        var theirs = opened.DeepClone();
        opened["root"]!["activities"]!.AsArray().Add(StudioClient.Line("first"));
        theirs["root"]!["activities"]!.AsArray().Add(StudioClient.Line("second"));
        await first.PostAsync("workflow-definitions", StudioClient.Save(opened));

        Assert.Contains("Sam Vale saved “Shared” after you opened it", await second.RefusedAsync("workflow-definitions", StudioClient.Save(theirs), second.Revision), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_activity_is_shown_as_a_placeholder_and_kept_as_it_was()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        const string Moon = """{ "definitionId": "moon", "name": "Moon", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [{ "id": "m", "type": "Moon.Landing", "version": 3, "crew": 3 }], "connections": [] } }""";
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Moon, false, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);

        var shown = await studio.GetAsync("workflow-definitions/by-definition-id/moon?versionOptions=Latest");
        Assert.Equal(("Elsa.NotFoundActivity", "Moon.Landing"), ((string?)shown["root"]!["activities"]![0]!["type"], (string?)shown["root"]!["activities"]![0]!["missingTypeName"]));
        shown["root"]!["activities"]!.AsArray().Add(StudioClient.Line("next"));
        await studio.PostAsync("workflow-definitions", StudioClient.Save(shown));

        var kept = (await product.Operations.ReadAsync<ReadDraft, DraftView?>(read => read.ExecuteAsync("moon", WebProduct.Cancellation)))!;
        Assert.Contains("\"crew\": 3", kept.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("NotFoundActivity", kept.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_asks_for_a_reason_and_a_second_reader_and_reverting_makes_a_draft()
    {
        using var steward = await StudioClient.SignInAsync(product, Role.Steward);
        using var publisher = await StudioClient.SignInAsync(product, Role.Administrator);
        var saved = await steward.DrawAsync("Published", "a");
        Assert.Contains("An administrator publishes", await steward.RefusedAsync("workflow-definitions", StudioClient.Save(saved, publish: true)), StringComparison.Ordinal);
        var refused = await publisher.RefusedAsync("workflow-definitions", StudioClient.Save(saved, publish: true));
        Assert.Contains("what changes and why", refused, StringComparison.Ordinal);
        Assert.Contains("A steward other than you", refused, StringComparison.Ordinal);

        var reverted = await steward.PostAsync($"workflow-definitions/{saved["definitionId"]}/revert/1", new JsonObject());
        Assert.Equal((string?)saved["definitionId"], (string?)reverted["definitionId"]);
    }

    [Theory]
    [InlineData("http://elsewhere.example", "workflow-definitions", "application/json", HttpStatusCode.Forbidden)]
    [InlineData("http://localhost", "workflow-definitions", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("http://localhost", "workflow-definitions/pathway-hub/revert/1", "text/plain", HttpStatusCode.Forbidden)]
    public async Task A_change_that_comes_from_elsewhere_or_as_a_form_is_turned_away(string origin, string path, string type, HttpStatusCode expected)
    {
        using var browser = await product.SignInAsync(Role.Steward);
        using var studio = new StudioClient(browser) { Origin = origin };
        var (status, _) = await studio.SendAsync(HttpMethod.Post, path, new JsonObject(), type: type);
        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Who_draws_nothing_may_not_draw_and_who_is_unknown_sees_nothing()
    {
        using var facilitator = await StudioClient.SignInAsync(product, Role.Facilitator);
        Assert.Equal(HttpStatusCode.Forbidden, (await facilitator.SendAsync(HttpMethod.Post, "workflow-definitions", new JsonObject())).Status);
        using var nobody = new StudioClient(product.Open());
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.SendAsync(HttpMethod.Get, "descriptors/activities", null)).Status);
    }

    [Theory]
    [InlineData("Version", "version")]
    [InlineData("CreatedAt", "createdAt")]
    [InlineData("Name", "name")]
    public async Task The_list_is_in_the_order_that_is_asked_for(string order, string member)
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        await studio.DrawAsync($"By {order}", "a");

        var up = await OrderedAsync("Ascending");
        Assert.True(up.Count > 5);
        Assert.Equal(up.Order(StringComparer.Ordinal), up);
        Assert.Equal(up.OrderDescending(StringComparer.Ordinal), await OrderedAsync("Descending"));

        async Task<List<string>> OrderedAsync(string direction) =>
            [.. (await studio.GetAsync($"workflow-definitions?versionOptions=Latest&PageSize=200&OrderBy={order}&OrderDirection={direction}"))["items"]!.AsArray().Select(item => item![member]!.ToString())];
    }

    [Theory]
    [InlineData("Draft", 1)]
    [InlineData("LatestOrPublished", 1)]
    [InlineData("Published", 0)]
    [InlineData("LatestAndPublished", 0)]
    public async Task A_draft_is_in_the_lists_it_belongs_to(string versions, int times)
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        await studio.DrawAsync($"Only drawn, {versions}", "a");

        Assert.Equal(times, (int?)(await studio.GetAsync($"workflow-definitions?versionOptions={versions}&SearchTerm=Only%20drawn,%20{versions}"))["totalCount"]);
    }

    [Theory]
    [InlineData("workflow-definitions/nowhere/retract", "Nothing of this definition is published.")]
    [InlineData("workflow-definitions/nowhere/revert/3", "There is no version 3 of this definition.")]
    [InlineData("workflow-definitions/nowhere/publish", "This definition is no longer here.")]
    [InlineData("workflow-definitions/nowhere/execute", "Nothing of this definition is published, so it cannot be run.")]
    [InlineData("tasks/nowhere/complete", "No run waits for this task")]
    public async Task What_is_not_there_is_answered_in_a_sentence(string path, string sentence)
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator, Role.Steward);

        Assert.StartsWith(sentence, await studio.RefusedAsync(path, new JsonObject { ["sentence"] = "Because it is time for it." }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_is_deleted_once_and_taken_back_by_an_administrator_alone()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Steward);
        var path = $"workflow-definitions/{(await studio.DrawAsync("Soon gone", "a"))["definitionId"]}";

        Assert.Equal("An administrator takes published versions back.", await studio.RefusedAsync($"{path}/retract", null));
        Assert.Equal(HttpStatusCode.NoContent, (await studio.SendAsync(HttpMethod.Delete, path, null)).Status);
        Assert.Equal("This is no longer here.", (string?)(await studio.SendAsync(HttpMethod.Delete, path, null)).Body!["errors"]!["any"]![0]);
    }

    [Fact]
    public async Task A_pathway_is_not_run_by_hand()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        const string Walked = """{ "definitionId": "walked", "name": "Walked", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [{ "id": "end", "type": "Prisma.Close", "version": 1, "ending": { "typeName": "String", "expression": { "type": "Literal", "value": "completed" } } }], "connections": [] } }""";
        var import = await product.Operations.RunAsync<ImportDefinition, Import>(one => one.ExecuteAsync(Walked, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        Assert.True(import.IsPublished, string.Join('\n', import.Problems.Select(problem => problem.Message)));
        Assert.Contains("rehearse it", await studio.RefusedAsync("workflow-definitions/walked/execute", new JsonObject()), StringComparison.Ordinal);
    }
}
