using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Tensions;

static class TensionsRegistration
{
    public static IServiceCollection AddTensions(this IServiceCollection services)
    {
        services.TryAddScoped<TensionMails>();
        return services;
    }
}
