using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Instances;

namespace Prisma.Workflows.Web.Tests.Endpoints;

/// <summary>A host that answers requests for workflows, and on the same database as many more as a test asks for.</summary>
sealed class EndpointHost : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    static readonly string[] _outputs = ["ParsedContent", "RouteData", "QueryStringData", "Headers"];

    readonly Database? _owned;
    readonly Database _database;

    EndpointHost(Database database, bool owns, IReadOnlyList<(string Key, string Value)> settings)
    {
        (_database, _owned) = (database, owns ? database : null);
        Product = new WebProduct(
        [
            ("Database:Provider", database.Provider.ToString()),
            ("Database:ConnectionString", database.ConnectionString),
            ("Http:Endpoints:Enabled", "true"),
            ("Setup:AdminEmail", "lead@example.org"),
            ("Setup:ApiKey", Key),
            .. settings,
        ]);
        Client = Product.CreateClient();
    }

    public WebProduct Product { get; }

    public HttpClient Client { get; }

    public static async Task<EndpointHost> StartAsync(DatabaseProvider provider, params IReadOnlyList<(string Key, string Value)> settings) =>
        new(await Database.CreateAsync(provider), owns: true, settings);

    public EndpointHost StartAnother() => new(_database, owns: false, []);

    public Task<Import> PublishAsync(string json) =>
        Product.Operations.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(json, true, "Wren Alder", Cancellation), Cancellation);

    public async Task<(int Status, string Body)> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? key = null)
    {
        using var answer = await AskAsync(method, path, content, key);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    public async Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, HttpContent? content = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Authorization", $"ApiKey {key}");
        }

        return await Client.SendAsync(request, Cancellation);
    }

    public Task<(int Status, string Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<List<WorkflowInstance>> InstancesAsync(string definitionId) =>
        [.. (await Product.Operations.ReadAsync<PrismaDbContext, List<string>>(db => db.Instances.Where(one => one.DefinitionId == definitionId).OrderBy(one => one.Id).Select(one => one.State).ToListAsync(Cancellation))).Select(InstanceJson.Read)];

    /// <summary>Literal inputs, or JavaScript where the value begins with "=".</summary>
    public static JsonObject Activity(string type, string id, params (string Name, JsonNode Value)[] inputs)
    {
        var node = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in inputs)
        {
            var isScript = value is JsonValue && value.ToString().StartsWith('=');
            node[name] = new JsonObject
            {
                ["typeName"] = "Object",
                ["expression"] = new JsonObject { ["type"] = isScript ? "JavaScript" : value is JsonValue ? "Literal" : "Object", ["value"] = isScript ? value.ToString()[1..] : value is JsonValue ? value.DeepClone() : value.ToJsonString() },
            };
        }

        return node;
    }

    public static JsonObject Endpoint(string id, string path, params (string Name, JsonNode Value)[] inputs)
    {
        var node = Activity("Elsa.HttpEndpoint", id, [("path", path), .. inputs]);
        node["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
        foreach (var output in _outputs)
        {
            node[char.ToLowerInvariant(output[0]) + output[1..]] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = output } };
        }

        return node;
    }

    public static JsonObject Later(JsonObject endpoint)
    {
        endpoint.Remove("customProperties");
        return endpoint;
    }

    public static JsonObject Answer(string id, JsonNode content, params (string Name, JsonNode Value)[] inputs) => Activity("Elsa.WriteHttpResponse", id, [("content", content), .. inputs]);

    /// <summary>One activity after another, with a variable for each thing an endpoint gives.</summary>
    public static string Chain(string definitionId, params JsonObject[] activities) => new JsonObject
    {
        ["definitionId"] = definitionId,
        ["name"] = definitionId,
        ["version"] = 1,
        ["variables"] = new JsonArray([.. _outputs.Select(name => (JsonNode)new JsonObject
        {
            ["id"] = name,
            ["name"] = name,
            ["typeName"] = "Object",
            ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core",
        })]),
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray([.. activities]),
            ["connections"] = new JsonArray([.. activities.Zip(activities.Skip(1)).Select(pair => (JsonNode)new JsonObject
            {
                ["source"] = new JsonObject { ["activity"] = pair.First["id"]!.ToString(), ["port"] = "Done" },
                ["target"] = new JsonObject { ["activity"] = pair.Second["id"]!.ToString(), ["port"] = "In" },
            })]),
        },
    }.ToJsonString();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Product.DisposeAsync();
        if (_owned is not null)
        {
            await _owned.DisposeAsync();
        }
    }
}
