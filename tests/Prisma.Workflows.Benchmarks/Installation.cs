using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Benchmarks;

/// <summary>The application on a SQLite file of its own, without pages and without recurring work.</summary>
sealed class Installation : IAsyncDisposable
{
    readonly DirectoryInfo _folder;
    readonly ServiceProvider _services;

    Installation(DirectoryInfo folder, ServiceProvider services) => (_folder, _services) = (folder, services);

    public Operations Operations => _services.GetRequiredService<Operations>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public string DatabaseFile => Path.Combine(_folder.FullName, "prisma.db");

    /// <summary>Somebody to be written to.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The application on a SQLite file.</summary>
    public static Task<Installation> CreateAsync(params string[] definitions) => CreateAsync(postgreSql: null, definitions);

    /// <summary>The application on an empty PostgreSQL database, or on a SQLite file without one.</summary>
    public static async Task<Installation> CreateAsync(string? postgreSql, string[] definitions)
    {
        // Beneath the program and not in the temporary folder, which may be memory: a sync has to reach a disk.
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "load", Guid.CreateVersion7().ToString("N")));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DataFolder"] = folder.FullName,
            ["ContentFolder"] = Repository.Root,
            ["PublicUrl"] = "https://prisma.example",
            ["Database:Provider"] = postgreSql is null ? nameof(DatabaseProvider.Sqlite) : nameof(DatabaseProvider.PostgreSql),
            ["Database:ConnectionString"] = postgreSql ?? "",
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        services.AddSingleton<IConfiguration>(configuration);
        services.AddPrismaWorkflows(configuration);
        services.AddScoped<Resume>();
        var installation = new Installation(folder, services.BuildServiceProvider());
        await installation.FillAsync(definitions);
        return installation;
    }

    /// <summary>The same rows in a file of their own, for the baseline.</summary>
    public string Copy()
    {
        var copy = Path.Combine(_folder.FullName, "bare.db");
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", copy);
        command.ExecuteNonQuery();
        return copy;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    async Task FillAsync(string[] definitions)
    {
        await using (var scope = _services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<PrismaDbContext>().Database.MigrateAsync();
        }

        var person = new Person { FirstName = "Amina", Email = "amina@example.org", TimeZone = "Europe/Berlin" };
        PersonId = person.Id;
        await Operations.RunAsync<PrismaDbContext>(db =>
        {
            db.People.Add(person);
            return Task.CompletedTask;
        });
        foreach (var definition in definitions)
        {
            var import = await Operations.RunAsync<ImportDefinition, Import>(use => use.ExecuteAsync(definition, publish: true, "Benchmarks", CancellationToken.None));
            if (!import.IsPublished)
            {
                throw new InvalidOperationException(string.Join(' ', import.Problems.Select(problem => problem.Message)));
            }
        }
    }
}
