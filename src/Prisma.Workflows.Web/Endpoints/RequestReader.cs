using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Prisma.Workflows.Engine.Activities.Http;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Web.Endpoints;

/// <summary>What a workflow sees of a request: its content as JSON or text, and its query and headers without what signs people in.</summary>
static class RequestReader
{
    static readonly string[] _secret = [HeaderNames.Authorization, HeaderNames.Cookie, HeaderNames.ProxyAuthorization];

    /// <exception cref="BadHttpRequestException">It is larger than is read here, or not what it says it is.</exception>
    public static async Task<HttpExchange> ReadAsync(HttpRequest request, string path, long? sizeLimit, int maxBytes, CancellationToken cancellation)
    {
        var body = await BodyAsync(request, maxBytes, cancellation);
        if (body is null && sizeLimit is null)
            throw new BadHttpRequestException($"The request is larger than the {maxBytes} bytes that are taken here.", StatusCodes.Status413PayloadTooLarge);

        // What the activity will refuse for its size is not worth reading.
        var isTooLarge = body is null || body.Length > sizeLimit;
        return new HttpExchange(request.Method, path)
        {
            Length = body?.Length ?? Math.Max(request.ContentLength ?? 0, maxBytes + 1L),
            Content = isTooLarge ? null : await ContentAsync(request, body!, cancellation),
            Query = Texts(request.Query),
            Headers = Texts(request.Headers.Where(header => !_secret.Contains(header.Key, StringComparer.OrdinalIgnoreCase))),
        };
    }

    /// <summary>Null when there is more than may be read.</summary>
    static async Task<byte[]?> BodyAsync(HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        if (request.ContentLength > maxBytes)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (body.Length + read > maxBytes)
                return null;
            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    static async Task<JsonNode?> ContentAsync(HttpRequest request, byte[] body, CancellationToken cancellation)
    {
        if (body.Length == 0)
            return null;
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var given) ? given : new MediaTypeHeaderValue(MediaTypeNames.Text.Plain);
        if (type.MediaType == MediaTypeNames.Application.Json || type.Suffix == "json")
            return Json(body);
        if (type.MediaType == MediaTypeNames.Application.FormUrlEncoded || type.MediaType == MediaTypeNames.Multipart.FormData)
            return await FieldsAsync(request, body, cancellation);
        return type.Type == "text" || type.MediaType == MediaTypeNames.Application.Xml || type.Suffix == "xml"
            ? JsonValue.Create((type.Encoding ?? Encoding.UTF8).GetString(body))
            : throw new BadHttpRequestException("Only JSON, forms and text are taken here.", StatusCodes.Status415UnsupportedMediaType);
    }

    static JsonNode? Json(byte[] body)
    {
        try
        {
            return OutsideJson.Parse(body);
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException("The content says that it is JSON, and is not.", exception);
        }
    }

    static async Task<JsonNode> FieldsAsync(HttpRequest request, byte[] body, CancellationToken cancellation)
    {
        request.Body = new MemoryStream(body);
        var form = await FormAsync(request, cancellation);
        return form.Files.Count == 0
            ? Texts(form)
            : throw new BadHttpRequestException("Files are not taken here; send the fields alone.", StatusCodes.Status415UnsupportedMediaType);
    }

    static async Task<IFormCollection> FormAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await request.ReadFormAsync(cancellation);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new BadHttpRequestException("The content says that it is a form, and is not.", exception);
        }
    }

    /// <summary>One value is a text, several are a list.</summary>
    static JsonObject Texts(IEnumerable<KeyValuePair<string, StringValues>> pairs) =>
        new(pairs.DistinctBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Value(pair.Value))));

    static JsonNode? Value(StringValues values) => values.Count == 1 ? JsonValue.Create(values[0]) : new JsonArray([.. values.Select(value => (JsonNode?)value)]);
}
