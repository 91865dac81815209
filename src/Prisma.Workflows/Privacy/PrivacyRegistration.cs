using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Privacy;

static class PrivacyRegistration
{
    public static void AddPrivacy(this IServiceCollection services)
    {
        services.TryAddSingleton<WishFile>();
        services.TryAddSingleton<ForgetDue>();
    }
}
