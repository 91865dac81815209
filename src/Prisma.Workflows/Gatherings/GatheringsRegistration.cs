using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Gatherings;

static class GatheringsRegistration
{
    public static void AddGatherings(this IServiceCollection services)
    {
        services.TryAddSingleton<StructureLibrary>();
        services.TryAddSingleton<GatheringLibrary>();
        services.TryAddSingleton<CountAttendance>();
        services.TryAddSingleton<RemindAgain>();
        services.TryAddScoped<ReadGatherings>();
        services.TryAddScoped<TellTime>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IBurstCompanion, ConfirmTime>());
    }
}
