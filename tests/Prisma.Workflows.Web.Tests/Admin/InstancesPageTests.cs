using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.People;
using Prisma.Workflows.Web.Tests.Harness;
using Prisma.Workflows.Web.Tests.StudioApi;

namespace Prisma.Workflows.Web.Tests.Admin;

public sealed class InstancesPageTests(WebProduct product) : IClassFixture<WebProduct>
{
    const string Failing = """{ "definitionId": "kettle", "name": "Kettle", "root": { "id": "f", "type": "Elsa.Fault", "version": 1, "message": { "typeName": "String", "expression": { "type": "Literal", "value": "The kettle is empty" } } } }""";

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
        Assert.Contains("The kettle is empty", again.Text, StringComparison.Ordinal);
    }
}
