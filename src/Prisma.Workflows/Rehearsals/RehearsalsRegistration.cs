using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Rehearsals;

static class RehearsalsRegistration
{
    public static IServiceCollection AddRehearsals(this IServiceCollection services)
    {
        services.TryAddScoped<ReadOwnContent>();
        return services;
    }
}
