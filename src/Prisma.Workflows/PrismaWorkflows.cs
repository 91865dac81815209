using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Mail;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows;

/// <summary>The application as one registration: its slices in the order in which they may use each other.</summary>
public static class PrismaWorkflows
{
    /// <summary>Adds everything but the host: the caller brings the configuration and the pages.</summary>
    public static IServiceCollection AddPrismaWorkflows(this IServiceCollection services, IConfiguration configuration)
    {
        var prisma = configuration.Get<PrismaOptions>() ?? new PrismaOptions();
        var database = configuration.GetSection(DatabaseOptions.Section).Get<DatabaseOptions>() ?? new DatabaseOptions();
        services.Configure<PrismaOptions>(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.AddPersistence(database, prisma.DataFolder);
        services.AddAudit();
        services.AddMail(configuration);
        return services;
    }
}
