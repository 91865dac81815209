using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Prisma.Workflows.Forms;

static class FormsRegistration
{
    public static IServiceCollection AddForms(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new FormLibrary(provider.GetRequiredService<IOptions<PrismaOptions>>()));
        return services;
    }
}
