using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Pathways.Changes;

static class ChangesRegistration
{
    public static IServiceCollection AddChanges(this IServiceCollection services)
    {
        services.TryAddSingleton<ApplyChanges>();
        services.TryAddScoped<ApplyChange>();
        services.TryAddScoped<CancelEvent>();
        services.TryAddScoped<CancelPassage>();
        services.TryAddScoped<ReadChanges>();
        return services;
    }
}
