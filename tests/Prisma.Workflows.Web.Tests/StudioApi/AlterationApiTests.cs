using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring;

namespace Prisma.Workflows.Web.Tests.StudioApi;

/// <summary>What is done to runs from outside, and runs as files.</summary>
public sealed class AlterationApiTests(WebProduct product) : IClassFixture<WebProduct>
{
    const string Failing = """{ "definitionId": "failing", "name": "Failing", "root": { "id": "f", "type": "Elsa.Fault", "version": 1, "message": { "typeName": "String", "expression": { "type": "Literal", "value": "Not yet" } } } }""";

    [Fact]
    public async Task One_activity_of_a_run_is_ended_and_the_way_behind_it_is_not_taken()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var id = await StartAsync(studio, InstanceApiTests.Waiting, "waiting");

        var answer = await studio.PostAsync("alterations/run", Alter(id, """{ "type": "CancelActivity", "activityId": "wait" }"""));

        Assert.Equal((id, true), ((string?)answer["results"]![0]!["workflowInstanceId"], (bool?)answer["results"]![0]!["isSuccessful"]));
        var record = (await studio.GetAsync($"activity-executions/list?workflowInstanceId={id}&activityNodeId=Workflow1:f1:wait"))["items"]![0]!;
        Assert.Equal("Canceled", (string?)record["status"]);
        Assert.Equal("Finished", await StateAsync(studio, id));
        Assert.Contains("does not run in this run now", await studio.RefusedAsync("alterations/run", Alter(id, """{ "type": "CancelActivity", "activityId": "wait" }""")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "type": "Dance" }""", "What can be done is Cancel")]
    [InlineData("""{ "type": "Migrate", "targetVersion": "the next" }""", "Migrate with “targetVersion”")]
    [InlineData("""{ "type": "ScheduleActivity" }""", "“activityInstanceId”")]
    [InlineData("""{ "type": "ScheduleActivity", "activityId": "none" }""", "“none” cannot be run now")]
    [InlineData("""{ "type": "ModifyVariable", "variableId": "none", "value": 1 }""", "No variable with the id “none”")]
    [InlineData("""{ "type": "Migrate", "targetVersion": 7 }""", "was never published")]
    public async Task What_cannot_be_done_is_refused_and_nothing_else_happens_either(string alteration, string sentence)
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var id = await StartAsync(studio, InstanceApiTests.Waiting, "waiting");

        Assert.Contains(sentence, await studio.RefusedAsync("alterations/run", Alter(id, """{ "type": "CancelActivity", "activityId": "wait" }""", alteration)), StringComparison.Ordinal);

        Assert.Equal("Suspended", await StateAsync(studio, id));
        await studio.PostAsync("alterations/run", Alter(id, """{ "type": "Cancel" }"""));
        Assert.Equal("Cancelled", await StateAsync(studio, id));
    }

    [Theory]
    [InlineData("alterations/submit", "alterations/run")]
    [InlineData("alterations/dry-run", "alterations/run")]
    public async Task What_the_Studio_could_ask_and_is_not_done_here_is_refused_with_the_way_out(string path, string sentence)
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);

        Assert.Contains(sentence, await studio.RefusedAsync(path, new JsonObject()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_activity_alone_is_not_tried_and_the_answer_says_why()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var answer = await studio.PostAsync("tests/activities", new JsonObject());

        Assert.Equal("Canceled", (string?)answer["status"]);
        Assert.Contains("Rehearse the pathway", (string?)answer["activityState"]!["Why"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_done_to_several_runs_is_answered_with_how_many_and_to_none_is_refused()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var ids = new JsonObject { ["ids"] = new JsonArray(await StartAsync(studio, InstanceApiTests.Waiting, "waiting"), await StartAsync(studio, InstanceApiTests.Waiting, "waiting")) };

        Assert.Equal("""{"cancelled":2}""", (await studio.PostAsync("bulk-actions/cancel/workflow-instances", ids)).ToJsonString());
        var cancelled = await studio.PostAsync($"workflow-instances/{ids["ids"]![0]}/journal", JsonNode.Parse("""{ "filter": { "eventNames": ["Canceled"] } }"""));
        Assert.Equal(["wait", "f1"], cancelled["items"]!.AsArray().Select(line => (string?)line!["activityId"]));
        Assert.Equal("""{"deleted":2}""", (await studio.PostAsync("bulk-actions/delete/workflow-instances/by-id", ids)).ToJsonString());
        Assert.Contains("Name the runs", await studio.RefusedAsync("bulk-actions/cancel/workflow-instances", new JsonObject { ["definitionId"] = "waiting" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_activity_gave_stands_in_its_record()
    {
        const string Giving = """{ "definitionId": "giving", "name": "Giving", "root": { "id": "g", "type": "Elsa.RunJavaScript", "version": 1, "script": { "typeName": "String", "expression": { "type": "Literal", "value": "6 * 7" } } } }""";
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var id = await StartAsync(studio, Giving, "giving");

        var record = (await studio.GetAsync($"activity-executions/list?workflowInstanceId={id}"))["items"]![0]!;
        Assert.Equal("""{"Result":42}""", record["outputs"]!.ToJsonString());
        Assert.Equal("""{"Script":"6 * 7"}""", record["activityState"]!.ToJsonString());
    }

    [Fact]
    public async Task What_failed_is_tried_again()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var id = await StartAsync(studio, Failing, "failing");

        await studio.PostAsync("alterations/workflows/retry", new JsonObject { ["workflowInstanceIds"] = new JsonArray(id) });

        Assert.Equal(2, (int?)(await studio.GetAsync($"workflow-instances/{id}"))["incidentCount"]);
        Assert.Contains("Nothing in these runs", await studio.RefusedAsync("alterations/workflows/retry", new JsonObject { ["workflowInstanceIds"] = new JsonArray("nobody") }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_taken_along_as_a_file_and_several_as_an_archive()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var (one, other) = (await StartAsync(studio, InstanceApiTests.Waiting, "waiting"), await StartAsync(studio, InstanceApiTests.Waiting, "waiting"));

        var file = await studio.GetAsync($"workflow-instances/{one}/export?includeActivityExecutionLog=True");
        Assert.Equal((one, "wait"), ((string?)file["WorkflowState"]!["id"], (string?)file["ActivityExecutionRecords"]![2]!["activityId"]));
        Assert.Null(file["Bookmarks"]);
        var whole = await studio.PostAsync("bulk-actions/export/workflow-instances", new JsonObject { ["ids"] = new JsonArray(one), ["includeBookmarks"] = true, ["includeWorkflowExecutionLog"] = true });
        Assert.Equal(("wait", "Started"), ((string?)whole["Bookmarks"]![0]!["activityId"], (string?)whole["WorkflowExecutionLogRecords"]![0]!["eventName"]));
        var (status, json) = await studio.SendAsync(HttpMethod.Post, "bulk-actions/export/workflow-instances", new JsonObject { ["ids"] = new JsonArray(one, other) });
        Assert.Equal((HttpStatusCode.OK, null), (status, json));
        Assert.Equal(HttpStatusCode.NotFound, (await studio.SendAsync(HttpMethod.Get, "workflow-instances/nobody/export", null)).Status);
    }

    async Task<string> StartAsync(StudioClient studio, string definition, string definitionId)
    {
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(definition, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        return (string)(await studio.PostAsync($"workflow-definitions/{definitionId}/execute", new JsonObject()))["workflowInstanceId"]!;
    }

    static async Task<string?> StateAsync(StudioClient studio, string id) => (string?)(await studio.GetAsync($"workflow-instances/{id}/execution-state"))["workflowSubStatus"];

    static JsonObject Alter(string id, params IEnumerable<string> alterations) => new()
    {
        ["workflowInstanceIds"] = new JsonArray(id),
        ["alterations"] = new JsonArray([.. alterations.Select(alteration => JsonNode.Parse(alteration))]),
    };
}
