using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Contributions;

static class ContributionsRegistration
{
    public static IServiceCollection AddContributions(this IServiceCollection services)
    {
        services.TryAddScoped<ContestContribution>();
        services.TryAddScoped<ResolveContribution>();
        services.TryAddScoped<ReadTimeline>();
        return services;
    }
}
