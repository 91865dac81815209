using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Agreements.Wordings;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Wordings;

namespace Prisma.Workflows.Agreements;

static class AgreementsRegistration
{
    public static void AddAgreements(this IServiceCollection services)
    {
        services.TryAddSingleton<AgreementLibrary>();
        services.TryAddSingleton<AgreementText>();
        services.TryAddSingleton<AgreementWordingKind>();
        services.AddSingleton<IWordingKind>(provider => provider.GetRequiredService<AgreementWordingKind>());
        services.TryAddScoped<SigningCodes>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IStepListener, HearUnsigned>());
        services.AddScoped<IBurstCompanion, AgreementBook.Companion>();
    }
}
