using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Rehearsals;
using Prisma.Workflows.Runtime.Calls;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.Tests.Hosting;

public sealed class DemoModeTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("prisma-demo-").FullName;

    string Data => Path.Combine(_folder, "data");

    [Fact]
    public void The_switch_stands_alone() =>
        Assert.Equal(["--Demo=true", "--Urls", "http://127.0.0.1:5081"], DemoMode.AsSettings(["--demo", "--Urls", "http://127.0.0.1:5081"]));

    [Fact]
    public async Task It_has_a_folder_of_its_own_is_found_again_says_so_on_every_page_and_lets_nothing_out()
    {
        await DemoMode.FillAsync($"{Data}-demo", Repository.Root, Defaults.Urls, oldest: 20);
        var password = await File.ReadAllTextAsync(Path.Combine($"{Data}-demo", "sign-in.txt"), WebProduct.Cancellation);

        await using var product = new WebProduct(("DataFolder", Data), ("Demo", "true"), ("Mail:Smtp:Host", "mail.example.org"), ("Http:Outgoing:AllowedHosts:0", "api.example.org"));
        using var browser = product.Open();
        await browser.SubmitAsync("/sign-in", "sign-in", ("email", Demo.Email), ("password", password));
        foreach (var address in (string[])["/e/bread-for-the-fells", "/events", "/mailbox", "/nowhere"])
        {
            Assert.Contains("A demonstration:", (await browser.GetAsync(address)).Body, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(Data));
        Assert.Equal(["Bread for the Fells"], await product.Operations.ReadAsync((PrismaDbContext db) => db.Events.Select(one => one.Name).ToListAsync(WebProduct.Cancellation)));
        await using var scope = product.Services.CreateAsyncScope();
        Assert.IsType<LocalMailbox>(scope.ServiceProvider.GetRequiredService<IMailSender>());
        Assert.Empty(scope.ServiceProvider.GetRequiredService<IOptions<CallOptions>>().Value.AllowedHosts);
    }

    [Fact]
    public async Task Where_none_can_be_made_the_start_says_where_it_would_be()
    {
        await File.WriteAllTextAsync($"{Data}-demo.part", "ours", WebProduct.Cancellation);

        var refused = await Assert.ThrowsAsync<StartFailedException>(() => DemoMode.FillAsync($"{Data}-demo", Repository.Root, Defaults.Urls, oldest: 20));

        Assert.StartsWith($"A demonstration is made in {Data}-demo.part first, and that cannot be written: ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("Choose another folder with --DataFolder; in a container, one within its volume.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it_is_left_alone()
    {
        var theirs = Path.Combine(Directory.CreateDirectory($"{Data}-demo").FullName, "accounts.txt");
        await File.WriteAllTextAsync(theirs, "ours", WebProduct.Cancellation);

        await Assert.ThrowsAsync<StartFailedException>(() => DemoMode.FillAsync($"{Data}-demo", Repository.Root, Defaults.Urls, oldest: 20));

        Assert.Equal("ours", await File.ReadAllTextAsync(theirs, WebProduct.Cancellation));
    }

    [Fact]
    public async Task A_disk_without_room_for_it_is_told_before_it_is_made()
    {
        var refused = await Assert.ThrowsAsync<StartFailedException>(() => DemoMode.FillAsync($"{Data}-demo", Repository.Root, Defaults.Urls, oldest: 20, room: long.MaxValue));

        Assert.Contains($"the disk with {Data}-demo has", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_switch_no_page_speaks_of_a_demonstration()
    {
        await using var product = new WebProduct();
        using var browser = product.Open();

        Assert.DoesNotContain("A demonstration:", (await browser.GetAsync("/sign-in")).Body, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
