namespace Prisma.Workflows.Browser.Tests.Harness;

/// <summary>One bare village for the tests of a class, each at a desk of its own.</summary>
public sealed class SharedVillage(Chromium chromium) : IAsyncDisposable
{
    Village? _village;

    /// <summary>Whoever comes first makes the village, so that a test can be skipped before.</summary>
    public async Task<Device> SitDownAsync() => await (_village ??= await Village.BareAsync(chromium)).SignInAsync(Village.Lead);

    public ValueTask DisposeAsync() => _village?.DisposeAsync() ?? ValueTask.CompletedTask;
}
