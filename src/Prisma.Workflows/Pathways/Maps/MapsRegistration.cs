using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Maps;

static class MapsRegistration
{
    public static IServiceCollection AddMaps(this IServiceCollection services)
    {
        services.TryAddScoped<AlignmentConditions>();
        services.TryAddScoped<ReadMaps>();
        services.AddScoped<IBurstCompanion, StageOpenConditions>();
        return services;
    }
}
