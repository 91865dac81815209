using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Consents;

namespace Prisma.Workflows.Privacy;

static class PrivacyRegistration
{
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.TryAddSingleton<WishFile>();
        services.TryAddSingleton<ForgetDue>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IConsentListener, HeedCareChoice>());
    }
}
