using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Concerns.Acts;
using Prisma.Workflows.Concerns.Views;

namespace Prisma.Workflows.Concerns;

static class ConcernsRegistration
{
    public static IServiceCollection AddConcerns(this IServiceCollection services)
    {
        services.TryAddScoped<ConcernBook>();
        services.TryAddScoped<OpenDoor>();
        services.TryAddScoped<TellTrustNodes>();
        services.TryAddScoped<ReadConcern>();
        services.TryAddScoped<ReadMatter>();
        services.TryAddScoped<ListConcerns>();
        services.TryAddScoped<AcknowledgeConcern>();
        services.TryAddScoped<NameResponder>();
        services.TryAddScoped<NoteConcern>();
        services.TryAddScoped<CloseConcern>();
        services.TryAddScoped<WriteBack>();
        services.TryAddScoped<AskSecondLook>();
        services.TryAddScoped<SettleSecondLook>();
        services.TryAddScoped<WatchConcerns>();
        return services;
    }
}
