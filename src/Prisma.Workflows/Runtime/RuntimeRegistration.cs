using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Runtime.Calls;
using Prisma.Workflows.Runtime.Endpoints;
using Prisma.Workflows.Runtime.Triggers;
using Prisma.Workflows.Runtime.Views;
using Prisma.Workflows.Runtime.Watch;

namespace Prisma.Workflows.Runtime;

static class RuntimeRegistration
{
    public static void AddRuntime(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton<DefinitionCache>();
        services.TryAddSingleton<ResumeDueTimers>();
        services.TryAddScoped<WorkflowRuntime>();
        services.AddScoped<IBeforeCommit, IndexTriggers>();
        services.TryAddSingleton<StartDueTriggers>();
        services.AddCalls(configuration);
        services.AddEndpoints(configuration);
        services.TryAddSingleton<StuckInstances>();
        services.TryAddSingleton<FindStuck>();
        services.TryAddScoped<ReadInstances>();
    }

    static void AddEndpoints(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EndpointOptions>().Bind(configuration.GetSection(EndpointOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EndpointOptions>, EndpointOptionsValidator>());
        services.TryAddScoped<OpenRequest>();
        services.AddScoped<IBurstCompanion>(provider => provider.GetRequiredService<OpenRequest>());
    }

    static void AddCalls(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CallOptions>().Bind(configuration.GetSection(CallOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CallOptions>, CallOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<CallOptions>, AllowedHostsValidator>());
        services.TryAddSingleton<AllowedHosts>();
        services.TryAddSingleton<CallSender>();
        services.AddScoped<IBurstCompanion, KeepCalls>();
        services.TryAddSingleton<DeliverCalls>();
        services.TryAddSingleton<RescueCalls>();
    }
}
