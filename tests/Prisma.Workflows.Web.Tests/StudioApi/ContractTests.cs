using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Authoring;

namespace Prisma.Workflows.Web.Tests.StudioApi;

/// <summary>One approved file says which routes there are, who may use them, and which members their answers have.</summary>
public sealed class ContractTests(WebProduct product) : IClassFixture<WebProduct>
{
    /// <summary>The editors that the Studio has; for any other it shows an apology.</summary>
    static readonly string[] _hints =
    [
        "singleline", "multiline", "checkbox", "dropdown", "radiolist", "checklist", "multitext", "dictionary", "datetime-picker", "variable-picker", "input-picker", "output-picker",
        "outcome-picker", "type-picker", "workflow-definition-picker", "code-editor", "json-editor", "expression-editor", "dynamic-outcomes", "switch-editor", "flow-switch-editor", "http-status-codes",
    ];

    static readonly string[] _groups = ["Stages", "Steps people do", "Decisions", "Mail", "Waiting", "Flow", "Records"];

    [Fact]
    public async Task Routes_and_shapes_are_as_approved()
    {
        var received = string.Join('\n', [.. Routes(), "", .. await ShapesAsync(), ""]);
        var file = Path.Combine(Repository.Root, "tests", "Prisma.Workflows.Web.Tests", "StudioApi", "contract.approved.txt");
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "artifacts", "contract.received.txt"), received, WebProduct.Cancellation);

        Assert.Equal(await File.ReadAllTextAsync(file, WebProduct.Cancellation), received, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Every_activity_of_a_pathway_is_offered_in_plain_words_with_its_outcomes_and_choices()
    {
        using var browser = await product.SignInAsync(Role.Steward);
        browser.Client.DefaultRequestHeaders.Add("X-Prisma-View", "plain");
        using var studio = new StudioClient(browser);
        var items = (await studio.GetAsync("descriptors/activities?Refresh=True"))["items"]!.AsArray();

        Assert.Equal(items.Count, items.Select(item => ((string?)item!["typeName"], (int?)item["version"])).Distinct().Count());
        Assert.All(items.Where(item => (bool?)item!["isBrowsable"] == true), item => Assert.Contains((string?)item!["category"], _groups));
        var form = items.Single(item => (string?)item!["typeName"] == "Prisma.Form")!;
        Assert.Equal("""{"typeName":"String","expression":{"type":"JavaScript","value":""}}""", items.Single(item => (string?)item!["typeName"] == "Prisma.Branch")!["constructionProperties"]!["on"]?.ToJsonString());
        var branch = items.Single(item => (string?)item!["typeName"] == "Prisma.Branch")!["inputs"]!.AsArray().Single(input => (string?)input!["name"] == "Branches")!;
        Assert.Equal("""["Otherwise"]""", branch["uiSpecifications"]!["DynamicOutcomesOptions"]!["fixedOutcomes"]!.ToJsonString());
        Assert.Equal(["Submitted", "MoreTime", "Withdrawn", "Lapsed"], form["ports"]!.AsArray().Select(port => (string?)port!["name"]));
        var choice = form["inputs"]!.AsArray().Single(input => (string?)input!["name"] == "Form")!;
        Assert.Equal("dropdown", (string?)choice["uiHint"]);
        Assert.Contains(choice["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray(), option => (string?)option!["value"] == "F-01");
        Assert.All(items.SelectMany(item => item!["inputs"]!.AsArray()), input => Assert.Contains((string?)input!["uiHint"], _hints));
        var call = items.Single(item => (string?)item!["typeName"] == "Elsa.FlowSendHttpRequest")!["inputs"]!.AsArray();
        Assert.Equal("""["200"]""", call.Single(input => (string?)input!["name"] == "ExpectedStatusCodes")!["defaultValue"]?.ToJsonString());
    }

    [Theory]
    [InlineData("plain", "dropdown")]
    [InlineData("expert", "singleline")]
    public async Task A_signal_is_chosen_from_those_there_are_and_a_new_one_is_an_experts_to_name(string view, string hint)
    {
        using var browser = await product.SignInAsync(Role.Steward);
        browser.Client.DefaultRequestHeaders.Add("X-Prisma-View", view);
        using var studio = new StudioClient(browser);
        var items = (await studio.GetAsync("descriptors/activities?Refresh=True"))["items"]!.AsArray();

        Assert.Equal(hint, (string?)InputOf("Prisma.Emit", "Signal")["uiHint"]);
        var waits = InputOf("Prisma.WaitSignal", "Signals")["uiSpecifications"]!["checklist"]!["checkList"]!["items"]!.AsArray().Select(option => (string?)option!["value"]).ToList();
        Assert.Contains("participants.call.open", waits);
        Assert.Contains("case.published", waits);

        JsonNode InputOf(string type, string name) =>
            items.Single(item => (string?)item!["typeName"] == type)!["inputs"]!.AsArray().Single(input => (string?)input!["name"] == name)!;
    }

    [Fact]
    public async Task A_list_of_words_says_how_one_is_ended_there_as_in_the_outline()
    {
        using var browser = await product.SignInAsync(Role.Steward);
        using var studio = new StudioClient(browser);
        var items = (await studio.GetAsync("descriptors/activities?Refresh=True"))["items"]!.AsArray();

        Assert.Equal("Points to look at. Enter ends each.", SaidOf("Prisma.Task", "Checklist"));
        Assert.Equal("The names of the ways. Enter ends each.", SaidOf("Prisma.Branch", "Branches"));
        Assert.Contains("Points to look at. One a line.", (await browser.GetAsync("/pathways/pathway-participant/outline?step=PAR-4.4h")).Text, StringComparison.Ordinal);

        string? SaidOf(string type, string name) => (string?)items.Single(item => (string?)item!["typeName"] == type)!["inputs"]!.AsArray().Single(input => (string?)input!["name"] == name)!["description"];
    }

    /// <summary>Names, sentences, days and expressions have to be written; whatever exists already is chosen.</summary>
    [Fact]
    public async Task Nothing_is_written_where_it_could_be_chosen()
    {
        using var browser = await product.SignInAsync(Role.Steward);
        browser.Client.DefaultRequestHeaders.Add("X-Prisma-View", "plain");
        browser.Client.DefaultRequestHeaders.Add("X-Prisma-Definition", "pathway-participant");
        using var studio = new StudioClient(browser);
        var items = (await studio.GetAsync("descriptors/activities?Refresh=True"))["items"]!.AsArray();

        var written = from item in items
                      where ((string)item!["typeName"]!).StartsWith("Prisma.", StringComparison.Ordinal)
                      from input in item["inputs"]!.AsArray()
                      where (string?)input!["typeName"] is "String" or "String[]" && (string?)input["uiHint"] is "singleline" or "multiline" or "multitext"
                      select (string)input["name"]!;
        Assert.Equal(
            ["AimsTo", "Before", "Checklist", "Day", "Floor", "InAWayThat", "InOrderTo", "Key", "On", "SoThat", "Step", "Timeout", "Title", "Until", "What", "WhyNow"],
            written.Distinct().Order(StringComparer.Ordinal));
        var reads = items.Single(item => (string?)item!["typeName"] == "Prisma.Review")!["inputs"]!.AsArray().Single(input => (string?)input!["name"] == "Reads")!;
        Assert.Contains(reads["uiSpecifications"]!["checklist"]!["checkList"]!["items"]!.AsArray(), option => (string?)option!["text"] == "PAR-1.2 Application");
    }

    [Fact]
    public async Task What_is_only_drawn_is_read_in_plain_words_and_a_day_says_what_its_spelling_means()
    {
        using var browser = await product.SignInAsync(Role.Steward);
        browser.Client.DefaultRequestHeaders.Add("X-Prisma-View", "plain");
        using var studio = new StudioClient(browser);
        var items = (await studio.GetAsync("descriptors/activities?Refresh=True"))["items"]!.AsArray();

        var remember = items.Single(item => (string?)item!["typeName"] == "Elsa.SetVariable")!;
        Assert.Equal(("Remember", false), ((string?)remember["displayName"], (bool?)remember["isBrowsable"]));
        Assert.Equal(["What is remembered", "As"], remember["inputs"]!.AsArray().Select(input => (string?)input!["displayName"]));
        var days = from item in items
                   from input in item!["inputs"]!.AsArray()
                   where (string?)input!["name"] is "Until" or "Day" or "Floor" or "Timeout" && ((string)item["typeName"]!).StartsWith("Prisma.", StringComparison.Ordinal)
                   select (string)input["description"]!;
        Assert.Equal(6, days.Count());
        Assert.All(days, description => Assert.Matches("weeks before the event: T-|Three days before the event: T-3", description));
    }

    IEnumerable<string> Routes() => product.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith(StudioClient.Api, StringComparison.Ordinal) == true)
        .Select(endpoint => $"{endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0],-6} {endpoint.RoutePattern.RawText![StudioClient.Api.Length..]}  [{endpoint.Metadata.GetMetadata<IAuthorizeData>()?.Policy}]")
        .Distinct().Order(StringComparer.Ordinal);

    async Task<List<string>> ShapesAsync()
    {
        using var studio = await StudioClient.SignInAsync(product, Role.Administrator);
        await product.Operations.RunAsync<ImportDefinition, Import>(import => import.ExecuteAsync(InstanceApiTests.Waiting, true, "Wren Alder", WebProduct.Cancellation), WebProduct.Cancellation);
        var id = (string)(await studio.PostAsync("workflow-definitions/waiting/execute", new JsonObject()))["workflowInstanceId"]!;
        var run = $"{id}.1";
        var shapes = new List<string>();
        foreach (var path in new[] { "descriptors/activities", "descriptors/expression-descriptors", "descriptors/storage-drivers", "descriptors/variables", "descriptors/incident-strategies", "features/installed", "workflow-definitions?versionOptions=Latest&DefinitionIds=waiting", "workflow-definitions/by-definition-id/waiting", $"workflow-instances/{id}", $"workflow-instances/{id}/journal", $"workflow-instances/{id}/variables", $"workflow-instances/{id}/execution-state", $"activity-executions/list?workflowInstanceId={id}", $"activity-executions/by-id?id={run}" })
        {
            shapes.Add(path.Replace(id, "{id}", StringComparison.Ordinal));
            shapes.AddRange(Members(await studio.GetAsync(path), "  ").Distinct(StringComparer.Ordinal));
        }

        return shapes;
    }

    /// <summary>The members of the answer, two levels deep, of lists the first that has any.</summary>
    static IEnumerable<string> Members(JsonNode? node, string indent) => node switch
    {
        JsonObject members when indent.Length <= 6 => members.SelectMany(member => Members(member.Value, indent + "  ").Prepend($"{indent}{member.Key}: {KindOf(member.Value)}")),
        JsonArray { Count: > 0 } list => Members(list[0], indent),
        _ => [],
    };

    static string KindOf(JsonNode? node) => node is null ? "null" : node is JsonArray ? "list" : node is JsonObject ? "object" : node.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False ? "boolean" : node.GetValueKind().ToString().ToLowerInvariant();
}
