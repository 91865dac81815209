using System.Text;
using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Web.Tests.StudioApi;

/// <summary>What was found in workflow servers of this kind and published, each as something that must not happen here.</summary>
public sealed class FindingsTests(WebProduct product) : IClassFixture<WebProduct>
{
    const string Listening = """
        { "definitionId": "listening", "name": "Listening", "outputs": [{ "name": "Heard", "type": "Object" }],
          "variables": [{ "id": "kept", "name": "Kept", "typeName": "Object", "storageDriverTypeName": "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" }],
          "root": { "id": "one", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "wait", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "heard" } },
              "result": { "typeName": "Object", "memoryReference": { "id": "kept" } } },
            { "id": "later", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "later" } } },
            { "id": "give", "type": "Elsa.SetOutput", "version": 1, "outputName": { "typeName": "String", "expression": { "type": "Literal", "value": "Heard" } },
              "outputValue": { "typeName": "Object", "expression": { "type": "Variable", "value": { "id": "kept", "name": "Kept", "typeName": "Object" } } } }] } }
        """;

    [Fact]
    public async Task A_file_from_somebody_who_may_not_draw_leaves_nothing()
    {
        using var facilitator = await StudioClient.SignInAsync(product, Role.Facilitator);
        var before = await DefinitionsAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await facilitator.SendAsync(HttpMethod.Post, "workflow-definitions/import", JsonNode.Parse(Listening))).Status);
        Assert.Equal(before, await DefinitionsAsync());
    }

    [Fact]
    public async Task A_type_named_in_what_an_event_carries_stays_text()
    {
        const string Carried = """{"_type":"System.IO.FileInfo, System.IO.FileSystem","$type":"System.Diagnostics.Process, System","fileName":"/etc/passwd","items":[{"_type":"System.Object"}]}""";
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var id = await ListenAsync(studio);

        await studio.PostAsync("events/heard/trigger", new JsonObject { ["payload"] = JsonNode.Parse(Carried) });
        await studio.PostAsync("events/later/trigger", new JsonObject());

        var state = await product.Operations.ReadAsync<PrismaDbContext, string>(db => db.Instances.Where(instance => instance.Id == id).Select(instance => instance.State).SingleAsync(Cancellation));
        Assert.Equal(Carried, InstanceJson.Read(state).Output["Heard"]!.ToJsonString());
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("OPTIONS")]
    public async Task No_page_from_elsewhere_reads_an_answer(string method)
    {
        using var signedIn = await product.SignInAsync(Role.Administrator);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/elsa/api/workflow-definitions");
        request.Headers.Add("Origin", "https://elsewhere.example");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        using var answer = await signedIn.Client.SendAsync(request, Cancellation);

        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("ApiKey 00000000-0000-0000-0000-000000000000")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJyb2xlIjoiQWRtaW5pc3RyYXRvciJ9.")]
    public async Task A_key_that_nobody_made_opens_nothing(string header)
    {
        using var stranger = product.Open();
        stranger.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/elsa/api/workflow-definitions")).Status);
    }

    [Theory]
    [InlineData("workflow-definitions/import", "{")]
    [InlineData("workflow-definitions/import", """{ "definitionId": "half", "name": "\ud83d", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1 } }""")]
    [InlineData("workflow-definitions", """{ "model": { "name": "Half", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "metadata": { "\ud83d": 1 } } } }""")]
    public async Task What_the_program_stumbles_over_is_not_shown(string path, string body)
    {
        using var studio = await product.SignInAsync(Role.Steward);
        using var broken = new HttpRequestMessage(HttpMethod.Post, StudioClient.Api + path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        broken.Headers.Add("Origin", "http://localhost");
        using var answer = await studio.Client.SendAsync(broken, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("\"errors\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_lacks_something_is_answered_with_what_to_do()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        foreach (var path in (string[])["activity-executions/by-id", "workflow-definitions/validation/is-name-unique", "workflow-definitions/subgraph/segments/none", "workflow-instances/none/journal?skip=many"])
        {
            var (status, answer) = await studio.SendAsync(HttpMethod.Get, path, null);

            Assert.True(status == HttpStatusCode.BadRequest, $"{path} answered {status}.");
            Assert.Contains("Look at the query", (string?)answer!["errors"]!["any"]![0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_member_that_is_there_twice_is_answered_with_what_to_do()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator, Role.Steward);
        foreach (var (path, body, advice) in ((string, string, string)[])[
            ("workflow-definitions", """{ "model": { "name": "Twice", "name": "Thrice", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1 } } }""", "Look at the query and the body"),
            ("workflow-definitions/import", """{ "definitionId": "twice", "root": { "id": "f1", "type": "Elsa.Flowchart", "type": "Elsa.Sequence", "version": 1 } }""", "for the second time within the same braces. Take one of the two out."),
            ("workflow-instances", """{ "page": 0, "page": 1 }""", "Look at the query and the body")])
        {
            Assert.Contains(advice, await studio.RefusedAsync(path, JsonNode.Parse(body)), StringComparison.Ordinal);
        }
    }

    /// <summary>The Studio would send a save three times more where it is answered as a failure of ours.</summary>
    [Theory]
    [InlineData("workflow-definitions", """{ "model": { "definitionId": 7, "name": ["The", "weir"], "root": { "id": 1, "type": {}, "activities": [null, "step", { "id": [], "type": 5, "version": "one" }], "connections": [{}, null] } }, "publish": "maybe" }""")]
    [InlineData("workflow-definitions", """{ "model": { "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": {}, "connections": 3, "metadata": "none", "variables": [1] } }, "publish": null }""")]
    [InlineData("workflow-definitions", """{ "model": { "name": "Odd", "variables": [{ "name": 1 }], "inputs": "none", "options": [], "customProperties": 3, "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [], "connections": [] } } }""")]
    [InlineData("workflow-definitions", """{ "model": { "name": "Half a list", "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [{ "id": "s", "type": "Elsa.FlowSwitch", "version": 1, "cases": { "typeName": "Object", "expression": { "type": "Object", "value": "[{" } } }] } } }""")]
    [InlineData("workflow-instances/{run}/journal", """{ "filter": { "eventNames": "Started", "activityIds": [{}, null] } }""")]
    [InlineData("activity-executions/report", """{ "workflowInstanceId": "{run}", "activityNodeIds": {} }""")]
    [InlineData("events/none/trigger", """{ "correlationId": 7, "workflowInstanceId": {} }""")]
    [InlineData("bulk-actions/export/workflow-instances", """{ "ids": ["{run}", {}, null], "includeBookmarks": "yes" }""")]
    [InlineData("alterations/run", """{ "workflowInstanceIds": ["{run}", null, 3], "alterations": ["Cancel"] }""")]
    [InlineData("workflow-definitions/import", """{ "definitionId": {}, "name": 3, "root": { "type": "Elsa.Sequence", "activities": [7] } }""")]
    [InlineData("workflow-instances", """{ "page": "first", "pageSize": {}, "statuses": "Running", "hasIncidents": "perhaps", "searchTerm": 7 }""")]
    [InlineData("workflow-instances", """{ "timestampFilters": [3] }""")]
    public async Task What_is_of_another_kind_than_was_asked_for_is_no_failure_of_ours(string path, string body)
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator, Role.Steward);
        var run = await ListenAsync(studio);
        var (status, _) = await studio.SendAsync(HttpMethod.Post, path.Replace("{run}", run, StringComparison.Ordinal), JsonNode.Parse(body.Replace("{run}", run, StringComparison.Ordinal)));

        Assert.True((int)status < 500, $"{path} answered {status}.");
    }

    async Task<string> ListenAsync(StudioClient studio)
    {
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Listening, true, "Wren Alder", Cancellation), Cancellation);
        return (string)(await studio.PostAsync("workflow-definitions/listening/execute", new JsonObject()))["workflowInstanceId"]!;
    }

    Task<int> DefinitionsAsync() => product.Operations.ReadAsync<PrismaDbContext, int>(db => db.Definitions.CountAsync(Cancellation));
}
