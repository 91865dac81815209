using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Wordings;

static class WordingsRegistration
{
    public static void AddWordings(this IServiceCollection services)
    {
        services.TryAddScoped<WordingBook>();
        services.TryAddScoped<PublishedWords>();
    }
}
