using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Activities.Http;

/// <summary>What both ways of calling an address share: the request that is left and the answer that comes back.</summary>
abstract class HttpCall : Activity
{
    [Input(Description = "The address to call.", Required = true)]
    public string Url { get; set; } = "";

    [Input(UiHint = UiHints.Dropdown, Options = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"], DefaultValue = "GET")]
    public string Method { get; set; } = "GET";

    [Input(Description = "What to send.", TypeName = "Object", Unlogged = true)]
    public JsonNode? Content { get; set; }

    [Input(DisplayName = "Content type")]
    public string? ContentType { get; set; }

    [Input(Description = "The Authorization header.", Unlogged = true)]
    public string? Authorization { get; set; }

    [Input(DisplayName = "Headers", Unlogged = true)]
    public JsonObject? RequestHeaders { get; set; }

    [Input(DisplayName = "Any Authorization header", Description = "Read and kept; the header is always sent as it is written.")]
    public bool DisableAuthorizationHeaderValidation { get; set; }

    [Input(DisplayName = "Resilience", Description = "Read and kept; a call that fails is always tried again as the host is set up.")]
    public bool EnableResiliency { get; set; }

    [Output]
    public int? StatusCode { get; set; }

    [Output(TypeName = "Object", Unlogged = true)]
    public JsonNode? ParsedContent { get; set; }

    [Output(TypeName = "Object", Unlogged = true)]
    public JsonNode? ResponseHeaders { get; set; }

    [Output(TypeName = "Object", Unlogged = true)]
    public JsonNode? Result { get; set; }

    public override void Execute(ActivityContext context)
    {
        var bookmark = context.Wait(new Bookmarks.Stimulus(context.Node.Type, null, context.Execution.Id));
        context.Request(new SendHttp
        {
            BookmarkId = bookmark.Id,
            Url = Address(),
            Method = new HttpMethod(Method).Method,
            Content = Content,
            ContentType = ContentType,
            Authorization = Authorization,
            Headers = RequestHeaders,
        });
    }

    /// <summary>As in Elsa, what nothing could be sent to is an incident; whether anybody is there, the call finds out.</summary>
    string Address()
    {
        if (!Uri.TryCreate(Needed(Url is "" ? null : Url, nameof(Url)), UriKind.RelativeOrAbsolute, out var address))
            throw new InvalidOperationException("Url is required.");
        if (!address.IsAbsoluteUri)
            throw new InvalidOperationException($"An invalid request URI was provided. '{Url}' does not say where to.");
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            throw new NotSupportedException($"The '{address.Scheme}' scheme is not supported.");
        return Url;
    }

    /// <summary>Takes <c>statusCode</c>, <c>content</c> and <c>headers</c> of the answer; <c>error</c> is FailedToConnect or Timeout.</summary>
    protected string? Take(JsonObject? answer)
    {
        StatusCode = (int?)ValueConverter.Convert(JsonValues.ToValue(answer?["statusCode"]), typeof(int));
        ParsedContent = answer?["content"]?.DeepClone();
        ResponseHeaders = answer?["headers"]?.DeepClone();
        Result = answer?.DeepClone();
        return answer?["error"]?.ToString();
    }
}
