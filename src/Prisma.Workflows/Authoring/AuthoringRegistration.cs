using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Authoring;

static class AuthoringRegistration
{
    public static IServiceCollection AddAuthoring(this IServiceCollection services)
    {
        services.TryAddSingleton<DefinitionCheck>();
        services.TryAddSingleton<ImportShipped>();
        services.TryAddScoped<ImportDefinition>();
        services.TryAddScoped<ListDefinitions>();
        return services;
    }
}
