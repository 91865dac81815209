using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Runtime;

static class RuntimeRegistration
{
    public static IServiceCollection AddRuntime(this IServiceCollection services)
    {
        services.TryAddSingleton<DefinitionCache>();
        services.TryAddSingleton<ResumeDueTimers>();
        services.TryAddScoped<WorkflowRuntime>();
        services.TryAddScoped<WakeTimer>();
        return services;
    }
}
