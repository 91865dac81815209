using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Bundles;

static class BundlesRegistration
{
    public static void AddBundles(this IServiceCollection services)
    {
        services.TryAddSingleton<ContentShelf>();
        services.TryAddSingleton<ContentTrial>();
        services.TryAddSingleton<BundleShelf>();
        services.TryAddScoped<SpokenContent>();
        services.TryAddScoped<ComingWords>();
        services.TryAddScoped<BundleReaders>();
    }
}
