using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Gates;

static class GatesRegistration
{
    public static void AddGates(this IServiceCollection services)
    {
        services.TryAddSingleton<GateLibrary>();
        services.TryAddSingleton<ReaderCircle>();
        services.AddScoped<IBurstCompanion, ReviewBook.Companion>();
    }
}
