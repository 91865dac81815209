using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Pathways.Changes.Pauses;
using Prisma.Workflows.Pathways.Changes.Preview;
using Prisma.Workflows.Pathways.Changes.Versions;

namespace Prisma.Workflows.Pathways.Changes;

static class ChangesRegistration
{
    public static IServiceCollection AddChanges(this IServiceCollection services)
    {
        services.TryAddSingleton<ApplyChanges>();
        services.TryAddScoped<ApplyChange>();
        services.TryAddScoped<CancelEvent>();
        services.TryAddScoped<CancelPassage>();
        services.TryAddScoped<CancelRefused>();
        services.TryAddScoped<CalendarWaits>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IGatheringListener, CalendarWaits>());
        services.TryAddScoped<MoveEvent>();
        services.TryAddScoped<GoAgain>();
        services.TryAddScoped<MovePassage>();
        services.TryAddScoped<ReadMove>();
        services.TryAddSingleton<WatchEvents>();
        services.TryAddScoped<PauseEvent>();
        services.TryAddScoped<ApprovePause>();
        services.TryAddScoped<EndPause>();
        services.TryAddScoped<TellTheTeam>();
        services.TryAddScoped<ReadChanges>();
        services.TryAddScoped<ChooseVersion>();
        return services;
    }
}
