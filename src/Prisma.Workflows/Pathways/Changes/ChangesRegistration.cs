using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Gatherings;
using Prisma.Workflows.Pathways.Changes.Unsaid;

namespace Prisma.Workflows.Pathways.Changes;

static class ChangesRegistration
{
    public static void AddChanges(this IServiceCollection services)
    {
        services.TryAddSingleton<ApplyChanges>();
        services.TryAddSingleton<AskAfterTheDays>();
        services.TryAddScoped<CalendarWaits>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IGatheringListener, CalendarWaits>());
        services.TryAddScoped<GoAgain>();
        services.TryAddSingleton<WatchEvents>();
    }
}
