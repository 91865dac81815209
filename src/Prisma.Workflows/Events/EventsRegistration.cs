using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Events.Views;

namespace Prisma.Workflows.Events;

static class EventsRegistration
{
    public static void AddEvents(this IServiceCollection services) =>
        services.TryAddScoped<EventDirectory>();
}
