using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Events.Planning;
using Prisma.Workflows.Events.Views;

namespace Prisma.Workflows.Events;

static class EventsRegistration
{
    public static IServiceCollection AddEvents(this IServiceCollection services)
    {
        services.TryAddScoped<EventDirectory>();
        services.TryAddScoped<RecordSignal>();
        services.TryAddScoped<CreateEvent>();
        services.TryAddScoped<EditEvent>();
        services.TryAddScoped<OpenCall>();
        services.TryAddScoped<OpenStageEarly>();
        services.TryAddScoped<SetTeam>();
        services.TryAddScoped<SetConversationSlots>();
        return services;
    }
}
