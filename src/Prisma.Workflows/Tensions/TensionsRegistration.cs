using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Tensions;

static class TensionsRegistration
{
    public static void AddTensions(this IServiceCollection services) =>
        services.TryAddScoped<TensionMails>();
}
