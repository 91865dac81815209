namespace Prisma.Workflows.Web.Tests.Endpoints;

/// <summary>Two hosts on each database, started when first asked for; each test has definitions and paths of its own.</summary>
public sealed class EndpointHosts : IAsyncDisposable
{
    readonly Dictionary<DatabaseProvider, EndpointHost> _first = [];
    readonly Dictionary<DatabaseProvider, EndpointHost> _second = [];

    internal async Task<EndpointHost> OfAsync(DatabaseProvider provider) =>
        _first.TryGetValue(provider, out var host) ? host : _first[provider] = await EndpointHost.StartAsync(provider);

    internal async Task<EndpointHost> AnotherAsync(DatabaseProvider provider) =>
        _second.TryGetValue(provider, out var host) ? host : _second[provider] = (await OfAsync(provider)).StartAnother();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _second.Values.Concat(_first.Values))
        {
            await host.DisposeAsync();
        }
    }
}
