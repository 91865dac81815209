using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Runtime.Calls;

/// <summary>What a call says: headers and content, as kept in its row and as put on the line.</summary>
static class CallMessage
{
    /// <summary>What the line itself decides.</summary>
    static readonly string[] Reserved = ["host", "content-length", "transfer-encoding", "connection", "upgrade", "expect", "te", "trailer", "keep-alive", "proxy-authorization", "proxy-connection"];

    public static string Keep(SendHttp call) => new JsonObject
    {
        ["authorization"] = call.Authorization,
        ["contentType"] = call.ContentType,
        ["headers"] = call.Headers?.DeepClone(),
        ["content"] = call.Content?.DeepClone(),
    }.ToJsonString();

    public static HttpRequestMessage Write(Uri url, string method, JsonObject message, Guid callId, bool withContent, bool withSecrets)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), url);
        if (withContent && message["content"] is { } content)
        {
            request.Content = Content(content, message["contentType"]?.ToString());
        }
        else if (method is "POST" or "PATCH")
        {
            // Without a body the line would be opened anew and the request sent again when it breaks before the answer.
            request.Content = new ByteArrayContent([]);
        }

        request.Headers.TryAddWithoutValidation("User-Agent", "Prisma.Workflows");

        // The same at every attempt, so that a service that knows it does the same thing once.
        request.Headers.TryAddWithoutValidation("Idempotency-Key", callId.ToString("N"));
        if (withSecrets)
        {
            Add(request, "Authorization", message["authorization"]?.ToString());
            foreach (var (name, value) in message["headers"] as JsonObject ?? [])
                Add(request, name, value is JsonArray several ? string.Join(", ", several.Select(one => one?.ToString())) : value?.ToString());
        }

        return request;
    }

    public static JsonObject Headers(HttpResponseMessage response)
    {
        var headers = new JsonObject();
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
            headers[name] = new JsonArray([.. values.Select(value => (JsonNode)value)]);
        return headers;
    }

    /// <summary>JSON as JSON, text as text, anything else as base 64.</summary>
    public static JsonNode? Parse(byte[] body, MediaTypeHeaderValue? type)
    {
        if (body.Length == 0)
            return null;
        var media = type?.MediaType ?? "";
        if (media.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            try
            {
                return OutsideJson.Parse(body);
            }
            catch (JsonException)
            {
                // It says it is JSON and is not: what stands there is still worth having.
            }
        }
        else if (media.Length > 0 && !media.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !media.EndsWith("xml", StringComparison.OrdinalIgnoreCase) && !media.EndsWith("urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return Convert.ToBase64String(body);
        }

        return Encoding.UTF8.GetString(body);
    }

    static ByteArrayContent Content(JsonNode content, string? contentType)
    {
        var isText = content.GetValueKind() == JsonValueKind.String;
        var type = MediaTypeHeaderValue.TryParse(contentType, out var given) ? given : new MediaTypeHeaderValue(isText ? "text/plain" : "application/json", "utf-8");
        var body = content is JsonObject fields && type.MediaType == "application/x-www-form-urlencoded"
            ? new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Key, field.Value?.ToString())))
            : new ByteArrayContent(Encoding.UTF8.GetBytes(isText ? content.GetValue<string>() : content.ToJsonString()));
        body.Headers.ContentType = type;
        return body;
    }

    static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Any(char.IsControl) || Reserved.Contains(name, StringComparer.OrdinalIgnoreCase))
            return;
        if (!request.Headers.TryAddWithoutValidation(name, value))
            request.Content?.Headers.TryAddWithoutValidation(name, value);
    }
}
