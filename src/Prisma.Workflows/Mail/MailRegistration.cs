using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Mail;

static class MailRegistration
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        _ = configuration;
        services.TryAddSingleton<TemplateLibrary>();
        services.TryAddSingleton<MailRenderer>();
        services.TryAddSingleton<TemplateCheck>();
        return services;
    }
}
