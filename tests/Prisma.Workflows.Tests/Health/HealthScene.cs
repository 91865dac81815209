using Microsoft.Extensions.DependencyInjection;
using Prisma.Workflows.Health;
using Prisma.Workflows.Health.Checks;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Tests.Health;

/// <summary>An installation of which everything is well, until a test changes that: two administrators, a mail server, a fresh backup, room on the disk.</summary>
sealed class HealthScene : IAsyncDisposable
{
    HealthScene(Product product) => Product = product;

    public Product Product { get; }

    /// <summary>It stands for longer than its first days.</summary>
    public static async Task<HealthScene> StartAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, params (string Key, string Value)[] settings)
    {
        var scene = await BeginAsync(provider, settings);
        await scene.Product.RunAsync<PrismaDbContext>(db => HealthRecord.ChangeAsync(db, Product.Beginning.AddDays(-40), record => record with { RestoreTried = new SaidBy(Product.Beginning, "Sol Quill") }, Cancellation));
        return scene;
    }

    /// <summary>This is its first day.</summary>
    public static async Task<HealthScene> BeginAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, params (string Key, string Value)[] settings)
    {
        HealthScene scene = null!;
        var product = await Product.StartAsync(provider, services => services.AddSingleton<MeasureDisk>(_ => (scene.FreePercent, 100)), settings.Prepend(("Mail:Smtp:Host", "mail.orrin.example")).GroupBy(one => one.Item1, one => (string?)one.Item2).ToDictionary(one => one.Key, one => one.Last()));
        scene = new HealthScene(product);
        await product.ChangeAsync(db => db.People.AddRange(Administrator("Wren", "wren@orrin.example"), Administrator("Sol", "sol@orrin.example")));
        if (provider == DatabaseProvider.Sqlite)
        {
            await product.Services.GetRequiredService<NightlyCopy>().ExecuteAsync(Cancellation);
            scene.AgeBackup(TimeSpan.FromHours(3));
        }

        return scene;
    }

    public long FreePercent { get; set; } = 60;

    public Heartbeats Beats => Product.Services.GetRequiredService<Heartbeats>();

    public static Person Administrator(string name, string email)
    {
        var person = new Person { FirstName = name, Email = email, PasswordHash = "hash", CreatedAt = Product.Beginning };
        person.Roles.Add(new RoleGrant { PersonId = person.Id, Role = Role.Administrator });
        return person;
    }

    public void AgeBackup(TimeSpan age)
    {
        foreach (var copy in Directory.EnumerateFiles(Product.DataFolder, "prisma-*.db", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(copy, (Product.Time.GetUtcNow() - age).UtcDateTime);
    }

    /// <summary>As every ten minutes, with all other recurring work done in time.</summary>
    public async Task LookAsync(Product? node = null)
    {
        var on = node ?? Product;
        foreach (var job in Schedules.All.Keys)
            on.Services.GetRequiredService<Heartbeats>().Done(job);
        await on.CallAsync<WatchHealth, int>(async watch =>
        {
            await watch.ExecuteAsync(Cancellation);
            return 0;
        });
    }

    /// <summary>Ten minutes pass before each look.</summary>
    public async Task LookAsync(int times)
    {
        for (var look = 0; look < times; look++)
        {
            Product.Time.Advance(TimeSpan.FromMinutes(10));
            await LookAsync();
        }
    }

    public async Task<HealthLine> LineAsync(string check) =>
        Assert.Single(await Product.Operations.ReadAsync<ReadHealth, IReadOnlyList<HealthLine>>(read => read.ExecuteAsync(Cancellation)), line => line.Check == check);

    public async Task AssertWellAsync(string check, string sentence)
    {
        var line = await LineAsync(check);
        Assert.True(line.IsWell, line.Sentence);
        Assert.Equal(sentence, line.Sentence);
    }

    public async Task AssertToDoAsync(string check, string sentence)
    {
        await AssertWellAsync(check, sentence);
        Assert.True((await LineAsync(check)).IsToDo);
    }

    public async Task AssertUnwellAsync(string check, string sentence)
    {
        var line = await LineAsync(check);
        Assert.False(line.IsWell);
        Assert.Equal(sentence, line.Sentence);
    }

    public async Task SayAsync(Func<SayOfHealth, Task> say) => await Product.RunAsync(say);

    public ValueTask DisposeAsync() => Product.DisposeAsync();
}
