using Prisma.Workflows.Web.CommandLine;

namespace Prisma.Workflows.Web.Tests.CommandLine;

/// <summary>The word "bundle".</summary>
public sealed class BundleTests
{
    [Fact]
    public async Task An_event_is_handed_out_and_shown_elsewhere_and_comes_in_once_another_has_read_it_or_there_is_only_one()
    {
        await using var folder = TemporaryFolder.Create("bundle");
        await using var here = await Database.CreateAsync(DatabaseProvider.Sqlite);
        await using var there = await Database.CreateAsync(DatabaseProvider.Sqlite);
        await using (var db = here.Open())
        {
            var first = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(200);
            db.Events.Add(new Event { Name = "The Orrin Waters", Slug = "orrin", Place = "Vale of Orrin", StartsOn = first, EndsOn = first.AddDays(7), TimeZone = "Europe/Lisbon", Capacity = 40, Profile = Profile.Standard, CreatedAt = TimeProvider.System.GetUtcNow() });
            await db.SaveChangesAsync(WebProduct.Cancellation);
        }

        var file = Path.Combine(folder.Path, "orrin.zip");
        Assert.Equal(Verb.Misused, await BundleAsync(here, "export", "nowhere", file));
        Assert.Equal(0, await BundleAsync(here, "export", "orrin", file));
        Assert.Equal(0, await BundleAsync(there, "import", file));
        Assert.Empty(await SlugsAsync());
        Assert.Equal(1, await BundleAsync(there, "import", file, "--adopt"));
        Assert.Empty(await SlugsAsync());

        Assert.Equal(0, await BundleAsync(there, "import", file, "--adopt", "--Authoring:SingleSteward", "true"));
        Assert.Equal(["orrin"], await SlugsAsync());

        await File.WriteAllTextAsync(file, "Dear hub, here it is", WebProduct.Cancellation);
        Assert.Equal(Verb.Misused, await BundleAsync(there, "import", file));

        Task<int> BundleAsync(Database at, params string[] line) =>
            Verbs.Find(["bundle"])!.RunAsync([.. line, "--Database:ConnectionString", at.ConnectionString, "--DataFolder", folder.Path, "--ContentFolder", Repository.Root]);

        async Task<List<string>> SlugsAsync()
        {
            await using var db = there.Open();
            return await db.Events.Select(one => one.Slug).ToListAsync(WebProduct.Cancellation);
        }
    }
}
