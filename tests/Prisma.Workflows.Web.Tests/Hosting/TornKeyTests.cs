using Prisma.Workflows.Web.Hosting;
using Prisma.Workflows.Web.Tests.Durability;

namespace Prisma.Workflows.Web.Tests.Hosting;

/// <summary>One torn key would keep every page with a form from being served.</summary>
public sealed class TornKeyTests
{
    [Fact]
    public async Task A_key_that_was_torn_is_set_aside_and_the_program_serves()
    {
        await using var folder = TemporaryFolder.Create("keys");
        var keys = Directory.CreateDirectory(Path.Combine(folder.Path, "keys")).FullName;
        await File.WriteAllTextAsync(Path.Combine(keys, "key-1.xml"), "<key", TestContext.Current.CancellationToken);

        using var host = await HostProcess.StartAsync(folder.Path, FreePort.Find(), TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = host.Address };
        Assert.Contains("<form", await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("<key", await File.ReadAllTextAsync(Path.Combine(keys, "key-1.xml.torn"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_key_that_was_torn_is_named_once_and_the_others_stay()
    {
        await using var folder = TemporaryFolder.Create("keys");
        var keys = Directory.CreateDirectory(Path.Combine(folder.Path, "keys")).FullName;
        await File.WriteAllTextAsync(Path.Combine(keys, "key-1.xml"), "<key />", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(keys, "key-2.xml"), "", TestContext.Current.CancellationToken);

        Assert.Equal(
            $"The key {Path.Combine(keys, "key-2.xml")} cannot be read (Root element is missing) and was set aside as key-2.xml.torn: whoever signed in or followed a link while it held does so once more. Put it back from a backup where there is one.",
            Assert.Single(Folders.SetTornKeysAside(folder.Path)));
        Assert.Empty(Folders.SetTornKeysAside(folder.Path));
        Assert.Equal(["key-1.xml", "key-2.xml.torn"], Directory.GetFiles(keys).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_key_that_may_not_be_read_is_no_torn_one_and_ends_the_start_in_one_sentence()
    {
        await using var folder = TemporaryFolder.Create("keys");
        var key = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "keys")).FullName, "key-1.xml");
        File.CreateSymbolicLink(key, Path.Combine(folder.Path, "elsewhere"));

        Assert.StartsWith($"The key {key} cannot be read: ", Assert.Throws<StartFailedException>(() => Folders.SetTornKeysAside(folder.Path)).Message, StringComparison.Ordinal);
        Assert.True(new FileInfo(key).LinkTarget is not null);
    }
}
