using System.Net.Mime;
using System.Text.Json;
using Prisma.Workflows.Engine.Activities.Http;
using Prisma.Workflows.Engine.Expressions;
using HttpResponse = Prisma.Workflows.Engine.Instances.Requests.HttpResponse;

namespace Prisma.Workflows.Web.Endpoints;

/// <summary>What a workflow answered, put on the line: texts as they are, everything else as JSON.</summary>
sealed class WrittenAnswer(HttpResponse answer) : IResult
{
    /// <summary>An author's page must not act as one of ours, for it stands at the same address as the staff's.</summary>
    const string Alone = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.StatusCode;
        response.Headers.ContentSecurityPolicy = Alone;
        foreach (var (name, value) in answer.Headers ?? [])
            response.Headers[name] = HttpHeaders.Values(value).ToArray();
        if (answer.Content is not { } content)
            return;
        var isText = content.GetValueKind() != JsonValueKind.Object && content.GetValueKind() != JsonValueKind.Array;
        response.ContentType = string.IsNullOrWhiteSpace(answer.ContentType) ? isText ? MediaTypeNames.Text.Plain : MediaTypeNames.Application.Json : answer.ContentType;
        if (answer.StatusCode is not (StatusCodes.Status204NoContent or StatusCodes.Status205ResetContent or StatusCodes.Status304NotModified))
            await response.WriteAsync(ValueConverter.ToText(JsonValues.ToValue(content)) ?? "", httpContext.RequestAborted);
    }
}
