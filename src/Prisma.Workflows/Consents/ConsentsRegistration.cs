using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Consents;

static class ConsentsRegistration
{
    public static void AddConsents(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IStepListener, HearChoices>());
        services.AddScoped<IBurstCompanion, Choices.Companion>();
    }
}
