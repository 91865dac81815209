using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Rehearsals;

/// <summary>The whole application on a private database in memory, under a virtual clock, with a sender that sends nothing. No host and no Quartz.</summary>
sealed class RehearsalRoom : IAsyncDisposable
{
    static int _isWarm;

    readonly SqliteConnection _keepsItAlive;
    readonly ServiceProvider _services;
    Task _warmUp = Task.CompletedTask;
    SqliteCommand? _pulse;

    RehearsalRoom(SqliteConnection connection, ServiceProvider services, VirtualClock clock, RecordedMails mails) =>
        (_keepsItAlive, _services, Clock, Mails) = (connection, services, clock, mails);

    public VirtualClock Clock { get; }
    public RecordedMails Mails { get; }

    /// <summary>A room for one play.</summary>
    /// <param name="contentFolder">Where workflows/ and templates/ are.</param>
    /// <param name="start">Where the clock stands.</param>
    /// <param name="change">What is registered otherwise than in the product.</param>
    /// <param name="warmUpWith">The file of a definition that will be played, for the process's <see cref="WarmUp"/>; null where nobody waits.</param>
    public static Task<RehearsalRoom> OpenAsync(
        string contentFolder, DateTimeOffset start, CancellationToken cancellation, Action<IServiceCollection>? change = null, string? warmUpWith = null) => OpenAsync(
        new PrismaOptions { ContentFolder = contentFolder, PublicUrl = "https://rehearsal.example" },
        start,
        room =>
        {
            if (warmUpWith is not null && Interlocked.Exchange(ref _isWarm, 1) == 0)
                room._warmUp = ActivatorUtilities.CreateInstance<WarmUp>(room._services).ExecuteAsync(warmUpWith);
            return room.CallAsync<PrismaDbContext>(db => db.Database.EnsureCreatedAsync(cancellation));
        },
        change,
        cancellation);

    /// <summary>A room that can be kept: with the tables of an installation, and its mails in the local mailbox.</summary>
    public static Task<RehearsalRoom> OpenToKeepAsync(PrismaOptions options, DateTimeOffset start, CancellationToken cancellation) => OpenAsync(
        options,
        start,
        room => room.CallAsync<PrismaDbContext>(db => db.BringUpToDateAsync(cancellation)),
        services => services.AddSingleton<IMailSender>(provider => provider.GetRequiredService<LocalMailbox>()),
        cancellation);

    static async Task<RehearsalRoom> OpenAsync(
        PrismaOptions options, DateTimeOffset start, Func<RehearsalRoom, Task> prepare, Action<IServiceCollection>? change, CancellationToken cancellation)
    {
        var connectionString = $"Data Source=rehearsal-{Guid.CreateVersion7():N};Mode=Memory;Cache=Shared";
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellation);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                [nameof(PrismaOptions.DataFolder)] = options.DataFolder,
                [nameof(PrismaOptions.ContentFolder)] = options.ContentFolder,
                [nameof(PrismaOptions.PublicUrl)] = options.PublicUrl,
                [$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"] = nameof(DatabaseProvider.Sqlite),
                [$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}"] = connectionString,
            })
            .Build();
        var (clock, mails) = (new VirtualClock(start), new RecordedMails());
        var services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IMailSender>(mails)
            .AddPrismaWorkflows(configuration);
        change?.Invoke(services);
        var room = new RehearsalRoom(connection, services.BuildServiceProvider(), clock, mails);
        await prepare(room);
        return room;
    }

    /// <summary>Writes the whole database into a file.</summary>
    public void Keep(string path)
    {
        using var file = new SqliteConnection($"Data Source={path};Pooling=False");
        file.Open();
        _keepsItAlive.BackupDatabase(file);

        // Whether it exists is asked read-only, where a database of another mode cannot be told to write ahead.
        using var command = file.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL";
        command.ExecuteNonQuery();
    }

    /// <summary>What is due next and how far the steps go: asked at every moment, so in one statement that SQLite understands once. Nobody else writes here.</summary>
    public Pulse Feel()
    {
        if (_pulse is null)
        {
            _pulse = _keepsItAlive.CreateCommand();
            _pulse.CommandText = """
                SELECT (SELECT MIN("DueAt") FROM "Bookmarks" WHERE "DueAt" IS NOT NULL), (SELECT MIN("NextRungAt") FROM "Steps" WHERE "NextRungAt" IS NOT NULL),
                       (SELECT MIN("DueAt") FROM "Outbox" WHERE "State" = 'Pending'), (SELECT MAX(rowid) FROM "Steps"),
                       (SELECT MIN("PausedUntil") FROM "Enrolments" WHERE "State" = 'Paused' AND "EventId" IN (SELECT "Id" FROM "Events" WHERE "PausedAt" IS NULL))
                """;
        }

        using var reader = _pulse.ExecuteReader();
        reader.Read();
        return new Pulse(At(0), At(1), At(2), At(4), reader.IsDBNull(3) ? 0 : reader.GetInt64(3));

        DateTimeOffset? At(int place) => reader.IsDBNull(place) ? null : new DateTimeOffset(reader.GetInt64(place), TimeSpan.Zero);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Runs a use case as the product does, in one transaction.</summary>
    public Task<TResult> RunAsync<TUseCase, TResult>(Func<TUseCase, Task<TResult>> action)
        where TUseCase : notnull => Get<Operations>().RunAsync(action);

    public Task<TResult> ReadAsync<TResult>(Func<PrismaDbContext, Task<TResult>> query) => Get<Operations>().ReadAsync(query);

    public Task<TResult> ReadRowsAsync<TResult>(Func<DirectRows, Task<TResult>> query) => Get<Operations>().ReadAsync(query);

    /// <summary>Calls a job that opens its own operations.</summary>
    public async Task CallAsync<TJob>(Func<TJob, Task> call)
        where TJob : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        await call(scope.ServiceProvider.GetRequiredService<TJob>());
    }

    public async ValueTask DisposeAsync()
    {
        await _warmUp.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _services.DisposeAsync();
        _pulse?.Dispose();
        await _keepsItAlive.DisposeAsync();
    }
}
