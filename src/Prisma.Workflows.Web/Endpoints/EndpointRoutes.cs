using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Engine.Activities.Http;
using Prisma.Workflows.Runtime.Endpoints;
using Prisma.Workflows.Runtime.Triggers;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.Endpoints;

/// <summary>The addresses at which workflows answer HTTP requests; there are none unless the installation says so.</summary>
static class EndpointRoutes
{
    public static void MapEndpoints(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        if (options.Enabled)
        {
            // Who may come in is said by the workflow that waits, and asked for there.
            app.Map($"{options.BasePath}/{{**path}}", AnswerAsync).AllowAnonymous().RequireRateLimiting(RateLimits.Endpoints);
        }
    }

    static async Task AnswerAsync(HttpContext context, string? path, IOptions<EndpointOptions> options, Operations operations)
    {
        if (context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            pages.Enabled = false;
        var address = AddressOf(context.Request, path ?? "");
        var waiting = await operations.ReadAsync<FindEndpoints, IReadOnlyList<WaitingEndpoint>>(find => find.ExecuteAsync(address, context.RequestAborted));
        var answer = waiting switch
        {
            [] => Refused(StatusCodes.Status404NotFound, "No workflow waits at this address with this method."),
            [var endpoint] => await EndpointGuard.RefuseAsync(context, endpoint) ?? await ServeAsync(context, endpoint, address, options.Value, operations),
            _ => Refused(StatusCodes.Status500InternalServerError, "The call is ambiguous and matches multiple workflows. Say which is meant by workflowInstanceId or correlationId, or give the workflows paths of their own."),
        };
        await answer.ExecuteAsync(context);
    }

    /// <summary>As Elsa reads them: from the query or a header.</summary>
    static EndpointAddress AddressOf(HttpRequest request, string path) =>
        new(request.Method, path.Trim('/'), Named(request, "workflowInstanceId", "x-workflow-instance-id"), Named(request, "correlationId", "x-correlation-id"));

    static string? Named(HttpRequest request, string query, string header) =>
        new[] { request.Query[query].ToString(), request.Headers[header].ToString() }.FirstOrDefault(text => text.Length > 0);

    static async Task<IResult> ServeAsync(HttpContext context, WaitingEndpoint endpoint, EndpointAddress address, EndpointOptions options, Operations operations)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        using var limit = new CancellationTokenSource(Shorter(TimeSpan.FromSeconds(options.TimeoutSeconds), endpoint.Timeout), time);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, limit.Token);
        try
        {
            var exchange = await RequestReader.ReadAsync(context.Request, address.Path, endpoint.SizeLimit, options.MaxRequestBytes, timeout.Token);
            return await TakeAsync(endpoint, exchange, address, operations, timeout.Token);
        }
        catch (BadHttpRequestException bad)
        {
            return Refused(bad.StatusCode, bad.Message);
        }
        catch (StartRefusedException refused)
        {
            return Refused(StatusCodes.Status409Conflict, refused.Message);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return Refused(StatusCodes.Status408RequestTimeout, "The request took longer than it may. Nothing of it was kept; send it again.");
        }
    }

    static async Task<IResult> TakeAsync(WaitingEndpoint endpoint, HttpExchange exchange, EndpointAddress address, Operations operations, CancellationToken cancellation)
    {
        var taken = await operations.RunAsync<TakeRequest, RequestTaken?>(take => take.ExecuteAsync(endpoint, exchange, address.CorrelationId, cancellation), cancellation);
        return taken switch
        {
            null => Refused(StatusCodes.Status404NotFound, "Nobody waits for this request any more: another one was here first."),
            { HasFailed: true, Answer: null or { Content: null } } => Refused(StatusCodes.Status500InternalServerError, $"The workflow met a problem; those who look after it find it under {taken.InstanceId}."),
            { Answer: { } answer } => new WrittenAnswer(answer),
            _ => Results.Ok(),
        };
    }

    static TimeSpan Shorter(TimeSpan ours, TimeSpan? theirs) => theirs is { } other && other > TimeSpan.Zero && other < ours ? other : ours;

    static IResult Refused(int status, string sentence) => Results.Problem(sentence, statusCode: status);
}
