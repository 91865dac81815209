using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Consents;

namespace Prisma.Workflows.Privacy;

static class PrivacyRegistration
{
    public static void AddPrivacy(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>());
        services.TryAddSingleton<WishFile>();
        services.TryAddSingleton<ForgetDue>();
        services.TryAddSingleton<ForgetDecided>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IConsentListener, HeedCareChoice>());
    }
}
