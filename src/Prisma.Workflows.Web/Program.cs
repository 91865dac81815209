using Prisma.Workflows;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.Admin;
using Prisma.Workflows.Web.Bundles;
using Prisma.Workflows.Web.CommandLine;
using Prisma.Workflows.Web.Endpoints;
using Prisma.Workflows.Web.Gatherings;
using Prisma.Workflows.Web.Hosting;
using Prisma.Workflows.Web.Layout;
using Prisma.Workflows.Web.Portal;
using Prisma.Workflows.Web.Portal.Steps;
using Prisma.Workflows.Web.Privacy;
using Prisma.Workflows.Web.Public;
using Prisma.Workflows.Web.Rehearsals;
using Prisma.Workflows.Web.Stewardship;
using Prisma.Workflows.Web.Stories;
using Prisma.Workflows.Web.Studio;
using Prisma.Workflows.Web.StudioApi;

if (Verbs.Find(args) is { } verb)
    return await verb.RunAsync(args[1..]);
try
{
    var settings = DemoMode.AsSettings(args);
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = settings, ContentRootPath = AppContext.BaseDirectory });
    builder.SetDefaults();
    builder.CheckSettings(settings);
    await builder.UseDemoAsync();
    builder.UseFolders();

    builder.Services.AddPrismaWorkflows(builder.Configuration);
    builder.Services.AddSchedules();
    builder.Services.AddRazorComponents();
    builder.Services.AddPortal();
    builder.Services.AddStudio();
    builder.Services.AddStudioFiles();
    builder.Services.AddStaffAccounts();
    builder.Services.AddKeys(builder.Configuration);
    builder.Services.AddSingleton<FolderHold>();
    builder.Services.AddRateLimits();
    builder.Services.AddCompression();
    builder.Services.AddProblemDetails();

    await using var app = builder.Build();
    var preparations = Task.Run(app.PrepareInstallationAsync);
    app.UseHeadRequests();
    app.UseSecurityHeaders();
    app.UseCompression();
    app.UseErrorPages();
    app.UseRouting();
    app.UseAuthentication();
    app.UseRateLimiter();
    app.UseAuthorization();
    app.UseStepFiles();
    app.UseFormTokens();

    app.MapStaticAssets().AllowAnonymous();
    app.MapHealthChecks("/health").AllowAnonymous();
    app.MapSignOut();
    app.MapSignInAgain();
    app.MapLinks();
    app.MapDrafts();
    app.MapCalendars();
    app.MapStepFiles();
    app.MapStoryPictures();
    app.MapLookingBack();
    app.MapEventPictures();
    app.MapOwnData();
    app.MapMailHtml();
    app.MapDefinitionJson();
    app.MapBundles();
    app.MapPresence();
    app.MapRehearsals();
    app.MapStudioApi();
    app.MapStudioFiles();
    app.MapEndpoints();
    app.MapRazorComponents<Routes>();
    app.MapUnknown();
    app.BuildEndpoints();

    var setupToken = await preparations;
    await app.StartAsync();
    app.Announce(setupToken);
    app.AnnounceDemo();
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception exception) when (StartFailure.Explain(exception) is { } sentence)
{
    await Console.Error.WriteLineAsync(sentence);
    return 1;
}
