using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Mail.Digests;
using Prisma.Workflows.Mail.FromWorkflows;
using Prisma.Workflows.Mail.Sending;
using Prisma.Workflows.Mail.Templates;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Mail;

static class MailRegistration
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MailOptions>, MailSenderValidator>());

        services.TryAddSingleton<TemplateLibrary>();
        services.TryAddSingleton<MailRenderer>();
        services.TryAddSingleton<TemplateCheck>();
        services.AddSingleton<IWordingKind, MailWordingKind>();

        services.TryAddScoped<Outbox>();
        services.AddScoped<IBeforeCommit>(provider => provider.GetRequiredService<Outbox>());

        services.AddScoped<IBurstCompanion, OweWorkflowMails>();
        services.TryAddSingleton<MailLinks>();
        services.TryAddSingleton<DigestWriter>();
        services.TryAddSingleton<MailWriter>();
        services.TryAddScoped<DigestBook>();
        services.TryAddScoped<RelayHour>();
        services.TryAddScoped<TestMail>();
        services.TryAddScoped<AuthorMail>();

        services.TryAddSingleton<LocalMailbox>();
        services.TryAddScoped<SmtpSender>();
        services.TryAddScoped<IMailSender>(provider =>
            provider.GetRequiredService<IOptions<MailOptions>>().Value.IsLocal
                ? provider.GetRequiredService<LocalMailbox>()
                : provider.GetRequiredService<SmtpSender>());
    }
}
