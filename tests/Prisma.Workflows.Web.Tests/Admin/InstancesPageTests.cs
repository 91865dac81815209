using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Web.Tests.Portal;
using Prisma.Workflows.Web.Tests.StudioApi;

namespace Prisma.Workflows.Web.Tests.Admin;

public sealed class InstancesPageTests(WebProduct product) : IClassFixture<WebProduct>
{
    const string Failing = """{ "definitionId": "kettle", "name": "Kettle", "root": { "id": "f", "type": "Elsa.Fault", "version": 1, "metadata": { "displayText": "Put the water on" }, "message": { "typeName": "String", "expression": { "type": "Literal", "value": "The kettle is empty" } } } }""";

    [Fact]
    public async Task What_came_of_trying_again_is_said()
    {
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Failing, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var id = (string)(await studio.PostAsync("workflow-definitions/kettle/execute", new JsonObject()))["workflowInstanceId"]!;
        using var browser = await product.SignInAsync(Role.Administrator);

        var answer = await browser.SubmitAsync("/instances", $"again-{id}");

        Assert.Equal($"/instances?again={id}", answer.Location);
        var again = await browser.GetAsync(answer.Location);
        Assert.Contains("has stopped once more", again.Document.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("“Put the water on”: The kettle is empty", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_instance_that_stumbled_and_still_waits_is_cancelled_there()
    {
        const string Waiting = """
            { "definitionId": "pot", "name": "Pot", "options": { "incidentStrategyType": "Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core" },
              "root": { "id": "both", "type": "Elsa.Parallel", "version": 1, "activities": [
                { "id": "f", "type": "Elsa.Fault", "version": 1, "message": { "typeName": "String", "expression": { "type": "Literal", "value": "The pot boils over" } } },
                { "id": "w", "type": "Elsa.Event", "version": 1, "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "cooled" } } }] } }
            """;
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Waiting, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var id = (string)(await studio.PostAsync("workflow-definitions/pot/execute", new JsonObject()))["workflowInstanceId"]!;
        using var browser = await product.SignInAsync(Role.Administrator);
        Assert.Contains("The pot boils over", (await browser.GetAsync("/instances")).Text, StringComparison.Ordinal);
        Assert.NotNull((await browser.GetAsync("/today")).Document.QuerySelector("main .notice a[href='/instances']"));
        using var facilitator = await product.SignInAsync(Role.Facilitator);
        Assert.Null((await facilitator.GetAsync("/today")).Document.QuerySelector("main a[href='/instances']"));

        Assert.Equal($"/instances?ended={id}", (await browser.SubmitAsync("/instances", $"end-{id}")).Location);

        Assert.Null((await browser.GetAsync("/instances")).Form($"end-{id}"));
    }

    [Fact]
    public async Task One_whose_state_cannot_be_read_stands_there_and_keeps_no_page_from_opening()
    {
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(Failing.Replace("kettle", "torn", StringComparison.Ordinal), true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        var id = (string)(await studio.PostAsync("workflow-definitions/torn/execute", new JsonObject()))["workflowInstanceId"]!;
        await product.Operations.RunAsync<PrismaDbContext>(async db => (await db.Instances.SingleAsync(one => one.Id == id, WebProduct.Cancellation)).State = "{}", WebProduct.Cancellation);
        using var browser = await product.SignInAsync(Role.Administrator);

        var page = await browser.GetAsync("/instances");

        Assert.Contains("what is ended does not come back.", page.Document.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains(id, StringComparison.Ordinal)).TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/today")).Status);
        Assert.Null(page.Form($"again-{id}"));
    }

    [Fact]
    public async Task Somebodys_passage_that_stumbled_leads_to_their_enrolment_and_cannot_be_ended_there()
    {
        await product.FoundAsync();
        using var visitor = product.Open();
        var enrolment = (await product.StepAsync(Village.IdOf(await visitor.ApplyAsync("stuck@example.org")))).EnrolmentId;
        var id = await product.Operations.RunAsync<PrismaDbContext, string>(async db =>
        {
            var run = await db.Instances.SingleAsync(one => db.Enrolments.Any(passage => passage.Id == enrolment && passage.InstanceId == one.Id), WebProduct.Cancellation);
            var state = JsonNode.Parse(run.State)!;
            state["incidents"] = new JsonArray(new JsonObject { ["id"] = "i1", ["activityId"] = "PAR-1.2", ["title"] = "Tell us about you", ["message"] = "The ink ran dry", ["timestamp"] = "2027-03-10T09:00:00Z" });
            (run.State, run.Incidents) = (state.ToJsonString(), 1);
            return run.Id;
        }, WebProduct.Cancellation);
        using var browser = await product.SignInAsync(Role.Administrator);

        var page = await browser.GetAsync("/instances");

        Assert.Contains("“Tell us about you”: The ink ran dry", page.Text, StringComparison.Ordinal);
        Assert.Contains("“Tell us about you”: The ink ran dry", (await browser.GetAsync($"/enrolments/{enrolment}")).Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"main a[href='/enrolments/{enrolment}']"));
        Assert.Matches(@"^\s*Participant pathway \S.* · On the canvas", page.Document.QuerySelector($"tr:has(a[href='/enrolments/{enrolment}']) [data-label=Workflow]")!.TextContent);
        Assert.NotNull(page.Form($"again-{id}"));
        Assert.Null(page.Form($"end-{id}"));
    }
}
