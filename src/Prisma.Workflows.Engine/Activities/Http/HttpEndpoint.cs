using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Activities.Http;

/// <summary>Waits for an HTTP request, or starts a definition when one comes.</summary>
[Activity("Elsa.HttpEndpoint", Category = "HTTP", Description = "Waits for an HTTP request.", Trigger = true)]
sealed class HttpEndpoint : Activity
{
    const string NoFiles = "Read and kept; files are not taken here.";
    const string TooLarge = "Request too large";

    [Input(Description = "The path that is answered.", Required = true)]
    public string? Path { get; set; }

    [Input(DisplayName = "Methods", UiHint = UiHints.CheckList, Options = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])]
    public IReadOnlyList<string> SupportedMethods { get; set; } = ["GET"];

    [Input(Description = "Only signed-in users are answered.")]
    public bool Authorize { get; set; }

    [Input(Description = "The policy a user must meet.")]
    public string? Policy { get; set; }

    [Input(DisplayName = "Request timeout", Description = "How long a request may take; the installation's own limit holds as well.")]
    public TimeSpan? RequestTimeout { get; set; }

    [Input(DisplayName = "Request size limit", Description = "How many bytes a request may have.", TypeName = "Int64")]
    public long? RequestSizeLimit { get; set; }

    [Input(DisplayName = "File size limit", Description = NoFiles, TypeName = "Int64")]
    public long? FileSizeLimit { get; set; }

    [Input(DisplayName = "Allowed file extensions", Description = NoFiles)]
    public IReadOnlyList<string> AllowedFileExtensions { get; set; } = [];

    [Input(DisplayName = "Blocked file extensions", Description = NoFiles)]
    public IReadOnlyList<string> BlockedFileExtensions { get; set; } = [];

    [Input(DisplayName = "Allowed MIME types", Description = NoFiles)]
    public IReadOnlyList<string> AllowedMimeTypes { get; set; } = [];

    [Input(DisplayName = "Outcome for a request that is too large", Plain = true)]
    public bool ExposeRequestTooLargeOutcome { get; set; }

    [Input(DisplayName = "Outcome for a file that is too large", Description = NoFiles, Plain = true)]
    public bool ExposeFileTooLargeOutcome { get; set; }

    [Input(DisplayName = "Outcome for a file extension that is not allowed", Description = NoFiles, Plain = true)]
    public bool ExposeInvalidFileExtensionOutcome { get; set; }

    [Input(DisplayName = "Outcome for a MIME type that is not allowed", Description = NoFiles, Plain = true)]
    public bool ExposeInvalidFileMimeTypeOutcome { get; set; }

    [Output(TypeName = "Object", Unlogged = true)]
    public JsonNode? ParsedContent { get; set; }

    [Output(TypeName = "Object", Description = NoFiles, Unlogged = true)]
    public JsonNode? Files { get; set; }

    [Output(TypeName = "Object", Description = NoFiles, Unlogged = true)]
    public JsonNode? File { get; set; }

    [Output(TypeName = "Object", Unlogged = true)]
    public JsonNode? RouteData { get; set; }

    [Output(TypeName = "Object", Unlogged = true)]
    public JsonNode? QueryStringData { get; set; }

    [Output(TypeName = "Object", Unlogged = true)]
    public JsonNode? Headers { get; set; }

    [Output(TypeName = "Object", Unlogged = true)]
    public JsonNode? Result { get; set; }

    public override void Execute(ActivityContext context)
    {
        if (context.TakeTrigger() && context.TryFeature<HttpExchange>() is { } exchange)
        {
            Take(context, exchange);
            return;
        }

        foreach (var method in SupportedMethods)
        {
            var stimulus = Stimulus.ForHttp(Needed(Path), method);
            context.Wait(stimulus, payload: Terms(stimulus.Payload!.DeepClone().AsObject()));
        }
    }

    /// <summary>Woken by something else than a request, it asks once more, so that the host can come back with one.</summary>
    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        context.TakeInput(input);
        if (context.TryFeature<HttpExchange>() is { } exchange)
            Take(context, exchange);
        else if (bookmark.Callback == HttpCrossing.Callback)
            context.Complete();
        else
            HttpCrossing.Wait(context);
    }

    public override IReadOnlyList<string> OutcomesOf(ActivityNode node) =>
    [
        "Done",
        .. Exposed(node, nameof(ExposeRequestTooLargeOutcome), TooLarge),
        .. Exposed(node, nameof(ExposeFileTooLargeOutcome), "File too large"),
        .. Exposed(node, nameof(ExposeInvalidFileExtensionOutcome), "Invalid file extension"),
        .. Exposed(node, nameof(ExposeInvalidFileMimeTypeOutcome), "Invalid file MIME type"),
    ];

    static IEnumerable<string> Exposed(ActivityNode node, string input, string outcome) =>
        ValueConverter.IsTruthy(JsonValues.ToValue(node.Member(input))) ? [outcome] : [];

    /// <summary>What the host has to ask of a request before anything runs; none of it changes what the bookmark's hash says.</summary>
    JsonObject Terms(JsonObject payload)
    {
        if (Authorize)
            payload[nameof(Authorize)] = true;
        if (!string.IsNullOrWhiteSpace(Policy))
            payload[nameof(Policy)] = Policy;
        if (RequestTimeout is { } timeout)
            payload[nameof(RequestTimeout)] = JsonValues.ToJson(timeout);
        if (RequestSizeLimit is { } limit)
            payload[nameof(RequestSizeLimit)] = limit;
        return payload;
    }

    void Take(ActivityContext context, HttpExchange exchange)
    {
        if (exchange.Length > RequestSizeLimit)
        {
            Refuse(context);
            return;
        }

        ParsedContent = exchange.Content?.DeepClone();
        RouteData = exchange.Route.DeepClone();
        QueryStringData = exchange.Query.DeepClone();
        Headers = exchange.Headers.DeepClone();
        Result = new JsonObject { ["method"] = exchange.Method, ["path"] = exchange.Path };
        context.Complete();
    }

    /// <summary>A request that is too large goes on where the author said, or is refused and nothing goes on.</summary>
    void Refuse(ActivityContext context)
    {
        if (ExposeRequestTooLargeOutcome)
        {
            context.Complete(TooLarge);
            return;
        }

        context.Request(new HttpResponse { StatusCode = 413 });
        context.CompleteWithoutOutcome();
    }
}
