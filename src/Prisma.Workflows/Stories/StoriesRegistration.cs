using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Consents;
using Prisma.Workflows.Enrolments.Acts;

namespace Prisma.Workflows.Stories;

static class StoriesRegistration
{
    public static void AddStories(this IServiceCollection services)
    {
        services.TryAddSingleton<StoryPictures>();
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IStepListener, HearRelease>());
        services.TryAddEnumerable(ServiceDescriptor.Scoped<IConsentListener, HeedChoices>());
    }
}
