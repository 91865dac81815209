using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Tests.Persistence;

public sealed class NightlyCopyTests
{
    [Fact]
    public async Task Each_day_the_whole_is_copied_once_and_the_oldest_copy_goes()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite, settings: new Dictionary<string, string?> { ["Database:Copies"] = "2" });
        await product.ChangeAsync(db => db.People.Add(new Person { FirstName = "Amina", Email = "amina@example.org" }));

        await CopyAsync(product);
        await product.ChangeAsync(db => db.People.Add(new Person { FirstName = "Bram", Email = "bram@example.org" }));
        await CopyAsync(product);
        Assert.Equal(1, await PeopleInAsync(Assert.Single(Copies(product))));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.GetDirectoryName(Copies(product)[0])!) & (UnixFileMode.OtherRead | UnixFileMode.OtherExecute));

        foreach (var _ in Enumerable.Range(0, 2))
        {
            product.Time.Advance(TimeSpan.FromDays(1));
            await CopyAsync(product);
        }

        Assert.Equal(["prisma-2027-03-11.db", "prisma-2027-03-12.db"], Copies(product).Select(Path.GetFileName));
        Assert.Equal(2, await PeopleInAsync(Copies(product)[0]));
    }

    [Fact]
    public async Task Copies_of_days_that_are_yet_to_come_make_room_for_those_of_today()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite, settings: new Dictionary<string, string?> { ["Database:Copies"] = "1" });
        product.Time.AdjustTime(Product.Beginning.AddDays(30));
        await CopyAsync(product);
        product.Time.AdjustTime(Product.Beginning);

        await CopyAsync(product);

        Assert.Equal(["prisma-2027-03-10.db"], Copies(product).Select(Path.GetFileName));
    }

    [Fact]
    public async Task What_a_process_left_that_died_while_copying_is_in_nobodys_way()
    {
        await using var product = await Product.StartAsync(DatabaseProvider.Sqlite);
        var part = Path.Combine(Directory.CreateDirectory(Path.Combine(product.DataFolder, "copies")).FullName, "prisma.part");
        await File.WriteAllTextAsync(part, "half", Cancellation);
        Assert.Null(product.Services.GetRequiredService<NightlyCopy>().NewestAt);

        await CopyAsync(product);

        Assert.Equal(0, await PeopleInAsync(Assert.Single(Copies(product))));
    }

    [Theory, Databases]
    public async Task Who_wants_none_or_has_another_database_gets_none(DatabaseProvider provider)
    {
        var wanted = provider == DatabaseProvider.Sqlite ? "0" : "7";
        await using var product = await Product.StartAsync(provider, settings: new Dictionary<string, string?> { ["Database:Copies"] = wanted });

        await CopyAsync(product);

        Assert.Empty(Copies(product));
    }

    static Task CopyAsync(Product product) => product.Services.GetRequiredService<NightlyCopy>().ExecuteAsync(Cancellation);

    static string[] Copies(Product product) =>
        Directory.Exists(Path.Combine(product.DataFolder, "copies")) ? [.. Directory.EnumerateFiles(Path.Combine(product.DataFolder, "copies")).Order(StringComparer.Ordinal)] : [];

    static async Task<int> PeopleInAsync(string copy)
    {
        await using var db = new SqlitePrismaDbContext(new DbContextOptionsBuilder<SqlitePrismaDbContext>().UseSqlite($"Data Source={copy};Pooling=False;Mode=ReadOnly").Options);
        return await db.People.CountAsync(Cancellation);
    }
}
