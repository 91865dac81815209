using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Gatherings;

static class GatheringsRegistration
{
    public static IServiceCollection AddGatherings(this IServiceCollection services)
    {
        services.TryAddSingleton<StructureLibrary>();
        return services;
    }
}
