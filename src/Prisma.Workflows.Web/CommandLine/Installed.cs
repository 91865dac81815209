using Microsoft.Data.Sqlite;
using Prisma.Workflows.Web.Hosting;

namespace Prisma.Workflows.Web.CommandLine;

/// <summary>The installation whose settings the program would serve with, for a word that reads or changes it.</summary>
static class Installed
{
    /// <summary>Does it there, with the tables brought up to date; what goes wrong in a usual way is one sentence.</summary>
    public static async Task<int> WithAsync(string[] settings, Func<IServiceProvider, Task<int>> act)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
            builder.SetDefaults();
            builder.CheckSettings(settings);
            if (WrongWithFile(builder.Configuration) is { } wrong)
                return await Verb.MisusedAsync(wrong);
            builder.UseFolders();
            builder.Logging.ClearProviders();
            builder.Services.AddPrismaWorkflows(builder.Configuration);
            builder.Services.AddSingleton<FolderHold>();
            await using var app = builder.Build();
            await using (var scope = app.Services.CreateAsyncScope())
            {
                await scope.ServiceProvider.GetRequiredService<PrismaDbContext>().BringUpToDateAsync(CancellationToken.None);
            }

            return await act(app.Services);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return await Verb.MisusedAsync(exception.Message);
        }
        catch (Exception exception) when (StartFailure.Explain(exception) is { } sentence)
        {
            return await Verb.MisusedAsync(sentence);
        }
    }

    /// <summary>A mistyped folder is not made into an installation by a word that wants to read one.</summary>
    static string? WrongWithFile(ConfigurationManager configuration)
    {
        var database = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new();
        if (database.Provider != DatabaseProvider.Sqlite)
            return null;
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionIn(configuration[nameof(PrismaOptions.DataFolder)]!)).DataSource);
        try
        {
            // Whether it exists would be answered with no where this account may not look.
            _ = File.GetAttributes(file);
            return null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"There is no installation yet: {file} is missing. Name the folder of yours with --DataFolder, or start it once without a word.";
        }
        catch (UnauthorizedAccessException)
        {
            return $"{file} cannot be seen by this account. Say it as the account that runs Prisma.";
        }
    }
}
