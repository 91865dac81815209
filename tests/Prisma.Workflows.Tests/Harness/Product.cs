using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Tests.Harness;

/// <summary>The whole application on one database, with a clock that moves when told and a mail sender that records. No host, no Quartz: a test calls the jobs itself.</summary>
public sealed class Product : IAsyncDisposable
{
    /// <summary>A Wednesday morning, inside everybody's day from Lisbon to Nairobi.</summary>
    public static readonly DateTimeOffset Beginning = new(2027, 3, 10, 9, 0, 0, TimeSpan.Zero);

    static readonly IReadOnlyDictionary<DatabaseProvider, Lazy<Task<Database>>> Shipped = Database.OncePerRun(ShipAsync);

    readonly TemporaryFolder _folder;
    readonly Action<IServiceCollection> _change;
    readonly IReadOnlyDictionary<string, string?> _settings;
    readonly bool _ownsDatabase;

    ServiceProvider _services;

    Product(Database database, bool ownsDatabase, Action<IServiceCollection> change, IReadOnlyDictionary<string, string?> settings)
    {
        _folder = TemporaryFolder.Create("data");
        (Database, _ownsDatabase, _change, _settings) = (database, ownsDatabase, change, settings);
        _services = Build();
    }

    public Database Database { get; }

    public FakeTimeProvider Time { get; } = new(Beginning);

    public RecordingMailSender Mail { get; } = new();

    public string DataFolder => _folder.Path;

    public IServiceProvider Services => _services;

    public Operations Operations => _services.GetRequiredService<Operations>();

    /// <summary>Starts on a new, migrated, empty database that goes with the product.</summary>
    public static async Task<Product> StartAsync(
        DatabaseProvider provider,
        Action<IServiceCollection>? change = null,
        IReadOnlyDictionary<string, string?>? settings = null) =>
        new(await Database.CreateAsync(provider), ownsDatabase: true, change ?? (_ => { }), settings ?? new Dictionary<string, string?>());

    /// <summary>Starts where the shipped pathways are published, on a copy of a database into which they were imported once per run.</summary>
    public static async Task<Product> StartShippedAsync(DatabaseProvider provider, Action<IServiceCollection>? change = null) =>
        new(await Database.CopyAsync(await Shipped[provider].Value), ownsDatabase: true, change ?? (_ => { }), new Dictionary<string, string?>());

    /// <summary>A second node on the same database, or on one that holds the same: its own services and clock.</summary>
    public Product StartAnother(Database? on = null)
    {
        var another = new Product(on ?? Database, ownsDatabase: false, _change, _settings);
        another.Time.SetUtcNow(Time.GetUtcNow());
        return another;
    }

    /// <summary>As after a crash: everything in memory is gone, the database, the clock and the recorded mail stay.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Build();
    }

    /// <summary>Runs a use case as the product does, in one transaction.</summary>
    public Task<TResult> RunAsync<TUseCase, TResult>(Func<TUseCase, Task<TResult>> action)
        where TUseCase : notnull =>
        Operations.RunAsync(action, TestContext.Current.CancellationToken);

    /// <inheritdoc cref="RunAsync{TUseCase,TResult}"/>
    public Task RunAsync<TUseCase>(Func<TUseCase, Task> action)
        where TUseCase : notnull =>
        Operations.RunAsync(action, TestContext.Current.CancellationToken);

    /// <summary>Calls something that opens its own transactions, as a Quartz job does, in a scope of its own.</summary>
    public async Task<TResult> CallAsync<TJob, TResult>(Func<TJob, Task<TResult>> call)
        where TJob : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await call(scope.ServiceProvider.GetRequiredService<TJob>());
    }

    /// <summary>Changes rows directly, in one transaction.</summary>
    public Task ChangeAsync(Action<PrismaDbContext> change) =>
        RunAsync<PrismaDbContext>(db =>
        {
            change(db);
            return Task.CompletedTask;
        });

    /// <summary>Reads rows, untracked.</summary>
    public Task<TResult> ReadAsync<TResult>(Func<PrismaDbContext, Task<TResult>> query) => Operations.ReadAsync(query);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _folder.DisposeAsync();
        if (_ownsDatabase)
        {
            await Database.DisposeAsync();
        }
    }

    static async Task<Database> ShipAsync(DatabaseProvider provider)
    {
        var database = await Database.CreateOriginalAsync(provider);
        await using var product = new Product(database, ownsDatabase: false, _ => { }, new Dictionary<string, string?>());
        await product.Services.GetRequiredService<ImportShipped>().ExecuteAsync([], CancellationToken.None);
        return database;
    }

    ServiceProvider Build()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["DataFolder"] = _folder.Path,
                ["PublicUrl"] = "https://prisma.example",
                ["ContentFolder"] = Repository.Root,
                ["Database:Provider"] = Database.Provider.ToString(),
                ["Database:ConnectionString"] = Database.ConnectionString,
            })
            .AddInMemoryCollection(_settings)
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IMailSender>(Mail);
        services.AddSingleton<IBurstCompanion, NeverStuckWatch>();
        _change(services);
        services.AddPrismaWorkflows(configuration);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
