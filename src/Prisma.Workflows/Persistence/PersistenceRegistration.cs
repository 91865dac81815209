using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Persistence.PostgreSql;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Persistence;

static class PersistenceRegistration
{
    public static void AddPersistence(this IServiceCollection services, DatabaseOptions options, string dataFolder)
    {
        if (options.Provider == DatabaseProvider.Sqlite)
        {
            var connection = options.ConnectionIn(dataFolder);
            services.AddDbContextPool<SqlitePrismaDbContext>(builder => builder.UseSqlite(connection, AskWithOneParameter).AddInterceptors(new SqlitePragmas()).ConfigureWarnings(LeaveToOthers));
            services.AddScoped<PrismaDbContext>(provider => provider.GetRequiredService<SqlitePrismaDbContext>());
            services.TryAddSingleton<IWriteTurns, SharedCommits>();
        }
        else
        {
            services.AddDbContextPool<PostgreSqlPrismaDbContext>(builder => builder.UseNpgsql(options.PostgreSqlConnection).ConfigureWarnings(LeaveToOthers));
            services.AddScoped<PrismaDbContext>(provider => provider.GetRequiredService<PostgreSqlPrismaDbContext>());
            services.TryAddSingleton<IWriteTurns, OwnTransactions>();
        }

        services.TryAddSingleton(provider => new NightlyCopy(options, dataFolder, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<OpenLines>();
        services.TryAddScoped<DirectRows>();
        services.TryAddScoped<Errands>();
        services.TryAddSingleton<AfterCommit>();
        services.TryAddSingleton<Operations>();
    }

    /// <summary>Whether every change of the model has a migration is asked by a test, not by each start; what fails is told once by whoever asked, and a lost race by nobody.</summary>
    static void LeaveToOthers(WarningsConfigurationBuilder warnings) => warnings.Ignore(
        RelationalEventId.PendingModelChangesWarning, RelationalEventId.ConnectionError, RelationalEventId.CommandError, RelationalEventId.TransactionError, CoreEventId.QueryIterationFailed, CoreEventId.SaveChangesFailed);

    /// <summary>A list of values as one parameter, as PostgreSQL takes it anyway: as one each, the statement would be written anew each time it is asked.</summary>
    static void AskWithOneParameter(SqliteDbContextOptionsBuilder sqlite) => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter);
}
