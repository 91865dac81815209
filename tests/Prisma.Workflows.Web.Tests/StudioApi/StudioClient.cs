using System.Text;
using System.Text.Json.Nodes;

namespace Prisma.Workflows.Web.Tests.StudioApi;

/// <summary>Sends what the Studio sends, from our own page, and reads what it reads.</summary>
sealed class StudioClient(Browser browser) : IDisposable
{
    public const string Api = "/elsa/api/";

    public string Origin { get; init; } = "http://localhost";

    public string Revision { get; private set; } = "";

    public static async Task<StudioClient> SignInAsync(WebProduct product, params IReadOnlyList<Role> roles) => new(await product.SignInAsync(roles));

    public async Task<JsonNode> GetAsync(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path, null);
        Assert.Equal(HttpStatusCode.OK, status);
        return body!;
    }

    public async Task<JsonNode> PostAsync(string path, JsonNode? body)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, path, body);
        Assert.True(status == HttpStatusCode.OK, $"{path} answered {status}: {answer}");
        return answer!;
    }

    /// <summary>The sentences the Studio shows; anything but a refusal in its form fails.</summary>
    public async Task<string> RefusedAsync(string path, JsonNode? body, string? baseRevision = null)
    {
        var (status, answer) = await SendAsync(HttpMethod.Post, path, body, baseRevision);
        Assert.True(status == HttpStatusCode.BadRequest, $"{path} answered {status}: {answer}");
        return string.Join('\n', answer!["errors"]!["any"]!.AsArray().Select(item => (string?)item));
    }

    public async Task<(HttpStatusCode Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, JsonNode? body, string? baseRevision = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, Api + path);
        request.Headers.Add("Origin", Origin);
        if (baseRevision is not null)
        {
            request.Headers.Add("X-Prisma-Revision", baseRevision);
        }

        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, type);
        using var response = await browser.Client.SendAsync(request, Cancellation);
        if (response.Headers.TryGetValues("X-Prisma-Revision", out var revision))
        {
            Revision = revision.Single();
        }

        var text = await response.Content.ReadAsStringAsync(Cancellation);
        return (response.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonNode.Parse(text, documentOptions: new() { MaxDepth = 512 }) : null);
    }

    public async Task<(HttpStatusCode Status, string Body)> UploadAsync(string path, params IReadOnlyList<(string Name, byte[] Content)> files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content), "files", name);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, Api + path) { Content = form };
        request.Headers.Add("Origin", Origin);
        using var response = await browser.Client.SendAsync(request, Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>As the create dialog and then the designer post it.</summary>
    public async Task<JsonObject> DrawAsync(string name, params IReadOnlyList<string> ids)
    {
        var created = await PostAsync("workflow-definitions", Save(new JsonObject
        {
            ["definitionId"] = null,
            ["name"] = name,
            ["description"] = "",
            ["toolVersion"] = "3.8.0.0",
            ["variables"] = null,
            ["inputs"] = null,
            ["outputs"] = null,
            ["outcomes"] = null,
            ["customProperties"] = null,
            ["links"] = null,
            ["root"] = new JsonObject { ["id"] = "f1", ["type"] = "Elsa.Flowchart", ["version"] = 1, ["name"] = "Flowchart1" },
        }));
        var definition = created["workflowDefinition"]!.DeepClone().AsObject();
        foreach (var id in ids)
        {
            definition["root"]!["activities"]!.AsArray().Add(Line(id));
        }

        return (await PostAsync("workflow-definitions", Save(definition)))["workflowDefinition"]!.DeepClone().AsObject();
    }

    /// <summary>The Studio posts the whole definition with its links emptied.</summary>
    public static JsonObject Save(JsonNode model, bool publish = false)
    {
        var posted = model.DeepClone().AsObject();
        posted["links"] = null;
        return new JsonObject { ["model"] = posted, ["publish"] = publish };
    }

    public static JsonObject Line(string id) => new()
    {
        ["id"] = id,
        ["type"] = "Elsa.WriteLine",
        ["version"] = 1,
        ["name"] = $"WriteLine {id}",
        ["nodeId"] = $"Workflow1:f1:{id}",
        ["text"] = new JsonObject { ["typeName"] = null, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = id }, ["memoryReference"] = null },
        ["metadata"] = new JsonObject { ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 10, ["y"] = 20 } } },
        ["customProperties"] = new JsonObject(),
    };

    public void Dispose() => browser.Dispose();
}
