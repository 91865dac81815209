using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Bookmarks;

namespace Prisma.Workflows.Engine.Activities.Http;

/// <summary>Waits for an HTTP request, or starts a definition when one comes.</summary>
[Activity("Elsa.HttpEndpoint", Category = "HTTP", Description = "Waits for an HTTP request.", Trigger = true)]
sealed class HttpEndpoint : Activity
{
    [Input(Description = "The path that is answered.", Required = true)]
    public string Path { get; set; } = "";

    [Input(DisplayName = "Methods", UiHint = UiHints.CheckList, Options = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])]
    public IReadOnlyList<string> SupportedMethods { get; set; } = ["GET"];

    [Input(Description = "Only signed-in users are answered.")]
    public bool Authorize { get; set; }

    [Input(Description = "The policy a user must meet.")]
    public string? Policy { get; set; }

    [Output(TypeName = "Object")]
    public JsonNode? ParsedContent { get; set; }

    [Output(TypeName = "Object")]
    public JsonNode? RouteData { get; set; }

    [Output(TypeName = "Object")]
    public JsonNode? QueryStringData { get; set; }

    [Output(TypeName = "Object")]
    public JsonNode? Headers { get; set; }

    [Output(TypeName = "Object")]
    public JsonNode? Result { get; set; }

    public override void Execute(ActivityContext context)
    {
        if (context.TakeTrigger() && context.TryFeature<HttpExchange>() is { } exchange)
        {
            Take(context, exchange);
            return;
        }

        foreach (var method in SupportedMethods)
            context.Wait(Stimulus.ForHttp(Path, method));
    }

    /// <summary>Woken by something else than a request, it asks once more, so that the host can come back with one.</summary>
    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        if (context.TryFeature<HttpExchange>() is { } exchange)
            Take(context, exchange);
        else if (bookmark.Callback == HttpCrossing.Callback)
            context.Complete();
        else
            HttpCrossing.Wait(context);
    }

    void Take(ActivityContext context, HttpExchange exchange)
    {
        ParsedContent = exchange.Content?.DeepClone();
        RouteData = exchange.Route.DeepClone();
        QueryStringData = exchange.Query.DeepClone();
        Headers = exchange.Headers.DeepClone();
        Result = new JsonObject { ["method"] = exchange.Method, ["path"] = exchange.Path };
        context.Complete();
    }
}
