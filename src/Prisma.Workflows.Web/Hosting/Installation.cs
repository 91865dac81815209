using Microsoft.Extensions.Options;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.People.Setup;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Web.Hosting;

/// <summary>What happens between starting and serving: the database is brought up to date and the way in is printed.</summary>
static class Installation
{
    /// <summary>The token of the setup link, while nobody can sign in as administrator.</summary>
    public static async Task<string?> PrepareInstallationAsync(this WebApplication app)
    {
        if (PrepareSetup.WhatIsWrongWith(app.Services.GetRequiredService<IOptions<SetupOptions>>().Value) is { } wrong)
            throw new StartFailedException(wrong);
        if (app.Services.GetRequiredService<IOptions<PrismaOptions>>().Value.Language is var language and not Languages.Fallback
            && app.Services.GetRequiredService<TemplateLibrary>().All.SelectMany(mail => mail.Languages).Distinct().Order(StringComparer.Ordinal).ToList() is var written && !written.Contains(language))
        {
            throw new StartFailedException($"{nameof(PrismaOptions.Language)} cannot be “{language}”. Mails are written in {string.Join(", ", written)}; another language needs templates of its own first.");
        }

        foreach (var torn in Folders.SetTornKeysAside(app.Services.GetRequiredService<IOptions<PrismaOptions>>().Value.DataFolder))
            Console.WriteLine(torn);
        var known = app.CheckShippedAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PrismaDbContext>();
        if (db is SqlitePrismaDbContext)
            app.Services.GetRequiredService<FolderHold>().Take();
        await db.BringUpToDateAsync(CancellationToken.None);
        await app.Services.GetRequiredService<ImportShipped>().ExecuteAsync(await known, app.Lifetime.ApplicationStopping);

        // What a hub has broken in them is told now, and not when somebody comes to the gate.
        _ = (app.Services.GetRequiredService<GateLibrary>().Ids, app.Services.GetRequiredService<LadderLibrary>().Ids);
        var operations = app.Services.GetRequiredService<Operations>();
        await operations.RunAsync<TryMailServer>(server => server.ExecuteAsync(app.Lifetime.ApplicationStopping), app.Lifetime.ApplicationStopping);
        return await operations.RunAsync<PrepareSetup, string?>(prepare => prepare.ExecuteAsync(app.Lifetime.ApplicationStopping));
    }

    /// <summary>Puts together what is served, as starting would do: beside the preparations, on the other core.</summary>
    public static void BuildEndpoints(this WebApplication app)
    {
        app.UseEndpoints(_ => { });
        _ = app.Services.GetRequiredService<EndpointDataSource>().Endpoints;
    }

    /// <summary>Says where Prisma is, and how to become its first administrator.</summary>
    public static void Announce(this WebApplication app, string? setupToken)
    {
        var address = app.Services.GetRequiredService<IOptions<PrismaOptions>>().Value.PublicUrl.TrimEnd('/');
        var isThere = app.Urls.All(url => Defaults.Reachable(url) == address);
        Console.WriteLine($"Prisma is running at {address}{(isThere ? "" : $" (listening on {string.Join(" and ", app.Urls.Select(Defaults.Listening))})")}");
        if (app.Services.GetRequiredService<IOptions<MailOptions>>().Value.Forgotten(address) is { } forgotten)
            Console.WriteLine(forgotten);
        if (setupToken is not null)
            Console.WriteLine($"Nobody can sign in as administrator yet. Open this link once to set up the first one:\n  {address}/setup/{setupToken}");
    }

    /// <summary>In a new folder all that is shipped will be imported: checked while the tables are made, on the other core.</summary>
    static Task<Dictionary<string, IReadOnlyList<Problem>>> CheckShippedAsync(this WebApplication app) =>
        Directory.EnumerateFileSystemEntries(app.Services.GetRequiredService<IOptions<PrismaOptions>>().Value.DataFolder).Any()
            ? Task.FromResult<Dictionary<string, IReadOnlyList<Problem>>>([])
            : Task.Run(app.Services.GetRequiredService<ImportShipped>().Check);
}
