using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Authoring.Difference;
using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Editing;
using Prisma.Workflows.Authoring.Files;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Authoring.Publishing;

namespace Prisma.Workflows.Authoring;

static class AuthoringRegistration
{
    public static void AddAuthoring(this IServiceCollection services)
    {
        services.TryAddSingleton<DefinitionCheck>();
        services.AddSingleton<IDefinitionRule, EndpointRule>();
        services.TryAddScoped<EndpointsTaken>();
        services.TryAddScoped<ReadyToPublish>();
        services.TryAddScoped<VersionNews>();
        services.TryAddSingleton<ImportShipped>();
        services.TryAddScoped<ExportDefinitions>();
        services.TryAddScoped<ListDefinitions>();
        services.TryAddScoped<FindDefinitions>();
        services.TryAddScoped<DraftBook>();
        services.TryAddSingleton<SigningOrder>();
        services.TryAddSingleton<FieldReader>();
        services.TryAddSingleton<OutlineReader>();
        services.TryAddSingleton<OutlineEditor>();
        services.TryAddSingleton<DifferenceReader>();
    }
}
