using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Agreements;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Bundles;
using Prisma.Workflows.Concerns;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Forms;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Health;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Pathways;
using Prisma.Workflows.People;
using Prisma.Workflows.Privacy;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Stories;
using Prisma.Workflows.Tensions;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows;

/// <summary>The application as one registration, slice by slice; who may use whom is the table of DependencyTests.</summary>
public static class PrismaWorkflows
{
    static readonly Type[] UseCases = [.. typeof(PrismaWorkflows).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.GetMember("ExecuteAsync").Length > 0)];

    /// <summary>Every activity that definitions may use here.</summary>
    public static ActivityCatalogue Activities => ActivityCatalogue.WithBuiltIns().AddPathwayActivities();

    /// <summary>Adds everything but the host and the recurring work: the caller brings the configuration and the pages.</summary>
    public static IServiceCollection AddPrismaWorkflows(this IServiceCollection services, IConfiguration configuration)
    {
        var prisma = configuration.Get<PrismaOptions>() ?? new PrismaOptions();
        var database = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        services.Configure<PrismaOptions>(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Prune>();
        services.TryAddSingleton<PruneFiles>();
        services.AddEngine();
        services.AddPersistence(database, prisma.DataFolder);
        services.AddAudit();
        services.AddPeople(configuration);
        services.AddWordings();
        services.AddMail(configuration);
        services.AddForms();
        services.AddRuntime(configuration);
        services.AddAuthoring();
        services.AddEvents();
        services.AddConcerns();
        services.AddTensions();
        services.AddEnrolments();
        services.AddGates();
        services.AddAgreements();
        services.AddGatherings();
        services.AddConsents();
        services.AddStories();
        services.AddPathways();
        services.AddPrivacy(configuration);
        services.AddBundles();
        services.AddHealth();
        services.AddUseCases();
        return services;
    }

    /// <summary>Each class with an ExecuteAsync of its own is a use case, made anew for every operation, unless its slice has registered it otherwise.</summary>
    static void AddUseCases(this IServiceCollection services)
    {
        foreach (var useCase in UseCases)
            services.TryAddScoped(useCase);
    }

    static void AddEngine(this IServiceCollection services)
    {
        services.TryAddSingleton(Activities);
        services.TryAddSingleton<ExpressionEvaluator>();
        services.TryAddSingleton<WorkflowRunner>();
        services.TryAddSingleton<DefinitionValidator>();
    }
}
