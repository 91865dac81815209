using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Tensions;

static class TensionsRegistration
{
    public static IServiceCollection AddTensions(this IServiceCollection services)
    {
        services.TryAddScoped<TensionMails>();
        services.TryAddScoped<RaiseTension>();
        services.TryAddScoped<AnswerTension>();
        services.TryAddScoped<ListTensions>();
        services.TryAddScoped<WatchTensions>();
        return services;
    }
}
