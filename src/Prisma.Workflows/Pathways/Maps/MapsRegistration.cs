using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Events;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Maps;

static class MapsRegistration
{
    public static void AddMaps(this IServiceCollection services)
    {
        services.AddScoped<IBurstCompanion, OpenNeeds.Companion>();
        services.AddScoped<IBurstCompanion, Harvest.Companion>();
        services.TryAddScoped<StageOpenConditions>();
        services.AddScoped<IBurstCompanion>(provider => provider.GetRequiredService<StageOpenConditions>());
        services.AddScoped<IBeforeConsent>(provider => provider.GetRequiredService<StageOpenConditions>());
        services.AddScoped<IBeforeSignal>(provider => provider.GetRequiredService<StageOpenConditions>());
    }
}
