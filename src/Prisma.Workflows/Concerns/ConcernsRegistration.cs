using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Concerns;

static class ConcernsRegistration
{
    public static void AddConcerns(this IServiceCollection services) =>
        services.TryAddScoped<ConcernBook>();
}
