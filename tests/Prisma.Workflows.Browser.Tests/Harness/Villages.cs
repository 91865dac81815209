[assembly: AssemblyFixture(typeof(Prisma.Workflows.Browser.Tests.Harness.Villages))]

namespace Prisma.Workflows.Browser.Tests.Harness;

/// <summary>One village for all tests: each sits at a desk of its own, draws a pathway of its own and applies under a name of its own. A host, and all it compiles, is what costs here.</summary>
public sealed class Villages : IAsyncLifetime
{
    readonly Chromium _chromium = new();
    readonly Lock _door = new();
    Task<Village>? _founding;

    public ValueTask InitializeAsync() => _chromium.InitializeAsync();

    /// <summary>Whoever comes first founds it, so that a test can be skipped before.</summary>
    public Task<Village> SharedAsync()
    {
        lock (_door)
        {
            return _founding ??= Village.FoundAsync(_chromium);
        }
    }

    /// <summary>Another one, for a test that nobody may disturb.</summary>
    public Task<Village> AnotherAsync() => Village.FoundAsync(_chromium);

    /// <summary>The lead's browser, signed in.</summary>
    public async Task<Device> SitDownAsync(string locale = "en-GB") => await (await SharedAsync()).SignInAsync(Village.Lead, locale);

    public async ValueTask DisposeAsync()
    {
        if (_founding is { IsCompletedSuccessfully: true })
        {
            await (await _founding).DisposeAsync();
        }

        await _chromium.DisposeAsync();
    }
}
