using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Incidents;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Engine.Activities.Http;

/// <summary>Answers the HTTP request that caused the burst.</summary>
[Activity("Elsa.WriteHttpResponse", Category = "HTTP", Description = "Writes an HTTP response.")]
sealed class WriteHttpResponse : Activity
{
    [Input(DisplayName = "Status code", DefaultValue = "OK")]
    public string StatusCode { get; set; } = "OK";

    [Input(Description = "What to answer.", TypeName = "Object")]
    public JsonNode? Content { get; set; }

    [Input(DisplayName = "Content type")]
    public string? ContentType { get; set; }

    [Input(DisplayName = "Headers")]
    public JsonObject? ResponseHeaders { get; set; }

    public override void Execute(ActivityContext context)
    {
        if (context.TryFeature<HttpExchange>() is null)
            HttpCrossing.Wait(context);
        else
            Answer(context);
    }

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        if (context.TryFeature<HttpExchange>() is null)
            throw new InvalidOperationException("Cannot execute in a non-HTTP context");
        Answer(context);
    }

    void Answer(ActivityContext context)
    {
        if (context.Burst.Requests.OfType<HttpResponse>().Any(response => response.Content is not null))
            throw new ActivityFaultException("AlreadyAnswered", "The request has been answered in this burst already; a request has one answer.");
        if (HttpHeaders.WhatIsWrongWith(ResponseHeaders) is { } sentence)
            throw new ActivityFaultException("BadHeader", sentence);
        context.Request(new HttpResponse
        {
            StatusCode = Code(),
            Content = Content,
            ContentType = ContentType,
            Headers = ResponseHeaders,
        });
        context.Complete();
    }

    int Code() => Enum.TryParse<System.Net.HttpStatusCode>(StatusCode, ignoreCase: true, out var code) && (int)code is >= 200 and <= 599
        ? (int)code
        : throw new ActivityFaultException("BadStatusCode", $"'{StatusCode}' is no status code of an answer; write one from 200 to 599, or its name.");
}
