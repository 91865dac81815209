using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring;

namespace Prisma.Workflows.Web.Tests.StudioApi;

public sealed class InstanceApiTests(WebProduct product) : IClassFixture<WebProduct>
{
    /// <summary>One computed line, then an event is waited for.</summary>
    public const string Waiting = """
        { "definitionId": "waiting", "name": "Waiting", "customProperties": {}, "variables": [{ "id": "v", "name": "Who", "typeName": "String", "value": "Wren" }],
          "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [
            { "id": "say", "type": "Elsa.WriteLine", "version": 1, "text": { "typeName": "String", "expression": { "type": "JavaScript", "value": "'Hello ' + getVariable('Who')" } } },
            { "id": "wait", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "go" } } }],
            "connections": [{ "source": { "activity": "say", "port": "Done" }, "target": { "activity": "wait", "port": "In" } }] } }
        """;

    [Fact]
    public async Task A_run_is_shown_with_what_its_activities_were_given_and_goes_on_when_told()
    {
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Waiting, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var id = (string)(await studio.PostAsync("workflow-definitions/waiting/execute", new JsonObject()))["workflowInstanceId"]!;

        var instance = await studio.GetAsync($"workflow-instances/{id}");
        Assert.Equal(("Running", "Suspended"), ((string?)instance["status"], (string?)instance["subStatus"]));
        var journal = await studio.PostAsync(
            $"workflow-instances/{id}/journal?skip=0&take=110",
            JsonNode.Parse("""{ "filter": { "excludedActivityTypes": ["Elsa.Workflow", "Elsa.Flowchart"], "eventNames": ["Started", "Completed", "Faulted"] } }"""));
        Assert.Equal(["Started", "Completed", "Started"], journal["items"]!.AsArray().Select(line => (string?)line!["eventName"]));
        Assert.Equal("Hello Wren", (string?)journal["items"]![0]!["activityState"]!["Text"]);

        var report = await studio.PostAsync("activity-executions/report", new JsonObject { ["workflowInstanceId"] = id, ["activityNodeIds"] = new JsonArray("Workflow1:f1:wait") });
        Assert.True((bool?)report["stats"]![0]!["isBlocked"]);
        var summaries = await studio.GetAsync($"activity-execution-summaries/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:f1:wait");
        var record = await studio.GetAsync($"activity-executions/by-id?id={summaries["items"]![0]!["id"]}");
        Assert.Equal(("go", "Running"), ((string?)record["activityState"]!["EventName"], (string?)record["status"]));
        Assert.Equal("Wren", (string?)(await studio.GetAsync($"workflow-instances/{id}/variables"))["items"]![0]!["value"]);

        await studio.PostAsync("events/go/trigger", new JsonObject());
        Assert.Equal("Finished", (string?)(await studio.GetAsync($"workflow-instances/{id}/execution-state"))["workflowSubStatus"]);
        Assert.Contains("No run waits", await studio.RefusedAsync("events/go/trigger", new JsonObject()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_started_begins_where_it_is_told_and_is_answered_with_what_went_wrong()
    {
        const string Failing = """
            { "definitionId": "failing", "name": "Failing", "options": { "activationStrategyType": "Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy, Elsa.Workflows.Runtime" },
              "root": { "id": "f1", "type": "Elsa.Flowchart", "version": 1, "activities": [
                { "id": "wait", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "never" } } },
                { "id": "fail", "type": "Elsa.Fault", "version": 1, "message": { "typeName": "String", "expression": { "type": "Literal", "value": "no ford" } } }],
                "connections": [{ "source": { "activity": "wait", "port": "Done" }, "target": { "activity": "fail", "port": "In" } }] } }
            """;
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Failing, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);

        var failed = await studio.PostAsync("workflow-definitions/failing/execute", new JsonObject { ["triggerActivityId"] = "fail", ["name"] = "Over the Orrin", ["versionOptions"] = "Latest" });
        Assert.Equal(("Faulted", "Over the Orrin", "no ford"), ((string?)failed["subStatus"], (string?)failed["name"], (string?)failed["workflowState"]!["incidents"]![0]!["message"]));
        Assert.Null(failed["correlationId"]);
        Assert.Contains("no activity “ford”", await studio.RefusedAsync("workflow-definitions/failing/execute", new JsonObject { ["triggerActivityId"] = "ford" }), StringComparison.Ordinal);
        Assert.Contains("version 1", await studio.RefusedAsync("workflow-definitions/failing/execute", new JsonObject { ["versionOptions"] = 2 }), StringComparison.Ordinal);

        var waiting = await studio.PostAsync("workflow-definitions/failing/execute", null);
        Assert.Equal("Suspended", (string?)waiting["subStatus"]);
        Assert.Contains("no second run at the same time", await studio.RefusedAsync("workflow-definitions/failing/execute", null), StringComparison.Ordinal);
        var inner = (await studio.GetAsync($"activity-executions/list?workflowInstanceId={waiting["id"]}&activityNodeId=Workflow1:f1:wait"))["items"]![0]!;
        Assert.Equal((1, 2), ((int?)inner["callStackDepth"], (int?)(await studio.GetAsync($"activity-executions/{inner["id"]}/call-stack"))["totalCount"]));
    }

    /// <summary>An open viewer goes on asking; a list that is not there breaks its page, an empty one does not.</summary>
    [Fact]
    public async Task A_run_that_was_deleted_has_empty_lists()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);

        Assert.Empty((await studio.PostAsync("workflow-instances/gone/journal?skip=0&take=110", new JsonObject()))["items"]!.AsArray());
        Assert.Empty((await studio.PostAsync("activity-executions/report", new JsonObject { ["workflowInstanceId"] = "gone" }))["stats"]!.AsArray());
        foreach (var list in new[] { "workflow-instances/gone/journal", "workflow-instances/gone/variables", "activity-executions/list?WorkflowInstanceId=gone", "activity-execution-summaries/list?WorkflowInstanceId=gone", "activity-executions/gone/call-stack" })
        {
            Assert.Empty((await studio.GetAsync(list))["items"]!.AsArray());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await studio.SendAsync(HttpMethod.Get, "workflow-instances/gone", null)).Status);
    }

    [Fact]
    public async Task Runs_are_found_by_their_times_and_a_time_that_they_do_not_have_is_refused()
    {
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Waiting, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        await studio.PostAsync("workflow-definitions/waiting/execute", new JsonObject { ["correlationId"] = "timed" });

        Assert.Equal(1, (int?)(await studio.PostAsync("workflow-instances", Begun("CreatedAt", "GreaterThanOrEqual")))["totalCount"]);
        Assert.Equal(0, (int?)(await studio.PostAsync("workflow-instances", Begun("CreatedAt", "LessThan")))["totalCount"]);
        Assert.Contains("“FinishedAt”", await studio.RefusedAsync("workflow-instances", Begun("BornAt", "LessThan")), StringComparison.Ordinal);

        JsonObject Begun(string column, string comparison) => new()
        {
            ["correlationId"] = "timed",
            ["timestampFilters"] = new JsonArray(new JsonObject { ["column"] = column, ["operator"] = comparison, ["timestamp"] = product.Time.GetUtcNow().ToString("O") }),
        };
    }

    [Fact]
    public async Task A_run_whose_state_is_torn_is_listed_among_the_others()
    {
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Waiting, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var torn = (string)(await studio.PostAsync("workflow-definitions/waiting/execute", new JsonObject { ["correlationId"] = "torn" }))["workflowInstanceId"]!;
        await studio.PostAsync("workflow-definitions/waiting/execute", new JsonObject { ["correlationId"] = "torn" });
        await product.Operations.RunAsync<PrismaDbContext, int>(db => db.Instances.Where(one => one.Id == torn).ExecuteUpdateAsync(one => one.SetProperty(run => run.State, "{"), WebProduct.Cancellation), WebProduct.Cancellation);

        var listed = (await studio.PostAsync("workflow-instances", new JsonObject { ["correlationId"] = "torn" }))["items"]!.AsArray();

        Assert.Equal(2, listed.Count);
        Assert.Equal(("Running", "torn"), ((string?)listed.Single(run => (string?)run!["id"] == torn)!["status"], (string?)listed.Single(run => (string?)run!["id"] == torn)!["correlationId"]));
        Assert.Contains("waits to be tried again", await studio.RefusedAsync("alterations/workflows/retry", new JsonObject { ["workflowInstanceIds"] = new JsonArray(torn) }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_is_no_number_is_shown_as_nothing()
    {
        var odd = Waiting.Replace("\"waiting\"", "\"waiting-oddly\"", StringComparison.Ordinal).Replace("""[{ "id": "v",""", """[{ "id": "o", "name": "Odd", "typeName": "Double", "value": "NaN" }, { "id": "v",""", StringComparison.Ordinal);
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(odd, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var id = (string)(await studio.PostAsync("workflow-definitions/waiting-oddly/execute", new JsonObject()))["workflowInstanceId"]!;

        Assert.Equal([null, "Wren"], (await studio.GetAsync($"workflow-instances/{id}/variables"))["items"]!.AsArray().Select(one => (string?)one!["value"]));
    }

    [Fact]
    public async Task What_its_author_keeps_out_of_the_log_is_not_shown()
    {
        var quiet = Waiting
            .Replace("\"waiting\"", "\"waiting-quietly\"", StringComparison.Ordinal)
            .Replace("\"customProperties\": {}", """ "customProperties": { "logPersistenceMode": { "default": "Exclude", "inputs": { "eventName": "Include" } } }""", StringComparison.Ordinal);
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(quiet, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var id = (string)(await studio.PostAsync("workflow-definitions/waiting-quietly/execute", new JsonObject()))["workflowInstanceId"]!;

        var records = (await studio.GetAsync($"activity-executions/list?workflowInstanceId={id}"))["items"]!.AsArray();

        Assert.Equal(["f1 {}", "say {}", """wait {"EventName":"go"}"""], records.Select(record => $"{record!["activityId"]} {record["activityState"]!.ToJsonString()}"));
    }

    [Fact]
    public async Task A_run_has_a_page_for_those_who_accompany_it()
    {
        const string Definition = "waiting-beside";
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Waiting.Replace("\"waiting\"", $"\"{Definition}\"", StringComparison.Ordinal), true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var id = (string)(await studio.PostAsync($"workflow-definitions/{Definition}/execute", new JsonObject()))["workflowInstanceId"]!;

        using var facilitator = await product.SignInAsync(Role.Facilitator);
        var page = await facilitator.GetAsync($"/instances/{id}/canvas?enrolment={Guid.CreateVersion7()}");
        Assert.Equal("A run of “Waiting”, on the canvas", page.Document.QuerySelector("h1")!.TextContent);
        Assert.NotNull(page.Document.QuerySelector("main a[href='/events']"));
        using var administrator = await product.SignInAsync(Role.Administrator);
        Assert.NotNull((await administrator.GetAsync($"/instances/{id}/canvas")).Document.QuerySelector("main a[href='/instances']"));
        Assert.Equal(HttpStatusCode.NotFound, (await facilitator.GetAsync("/instances/nothing/canvas")).Status);
        using var steward = await product.SignInAsync(Role.Steward);
        Assert.Equal(HttpStatusCode.Forbidden, (await steward.GetAsync($"/instances/{id}/canvas")).Status);
    }
}
