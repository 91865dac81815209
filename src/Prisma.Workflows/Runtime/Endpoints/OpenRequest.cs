using Prisma.Workflows.Engine.Activities.Http;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Engine.Instances.Requests;

namespace Prisma.Workflows.Runtime.Endpoints;

/// <summary>The request that an operation serves: every burst of its commit sees it, and may answer it. The first answer that says something counts.</summary>
public sealed class OpenRequest : IBurstCompanion
{
    readonly List<HttpResponse> _answers = [];

    HttpExchange? _exchange;
    string _instanceId = "";
    bool _hasFailed;

    internal RequestTaken Taken => new(_instanceId, _answers.Find(answer => answer.Content is not null) ?? _answers.LastOrDefault(), _hasFailed);

    internal void Begin(HttpExchange exchange) => _exchange = exchange;

    public Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation)
    {
        if (_exchange is not null)
            context.With(_exchange);
        return Task.CompletedTask;
    }

    public Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        if (_exchange is null)
            return Task.CompletedTask;
        if (_instanceId.Length == 0)
            _instanceId = burst.Instance.Id;
        _hasFailed |= burst.Instance.Id == _instanceId && burst.Incidents.Count > 0;
        _answers.AddRange(burst.Requests.OfType<HttpResponse>());
        return Task.CompletedTask;
    }
}
