using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Prisma.Workflows.Bundles;

namespace Prisma.Workflows.Tests.Bundles;

public sealed class BundleShelfTests
{
    [Fact]
    public async Task A_bundle_is_taken_by_its_key_for_a_week_and_gone_when_another_comes()
    {
        await using var folder = TemporaryFolder.Create("bundles");
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var shelf = new BundleShelf(Options.Create(new PrismaOptions { DataFolder = folder.Path }), time);
        var key = await shelf.KeepAsync("a river"u8.ToArray(), Cancellation);

        time.Advance(TimeSpan.FromDays(6));
        Assert.Equal("a river"u8.ToArray(), await shelf.TakeAsync(key, Cancellation));
        Assert.Null(await shelf.TakeAsync(key[1..] + "0", Cancellation));

        time.Advance(TimeSpan.FromDays(2));
        Assert.Null(await shelf.TakeAsync(key, Cancellation));
        var another = await shelf.KeepAsync("a mill"u8.ToArray(), Cancellation);
        Assert.Equal([another], Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension));
    }
}
