using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Authoring.Difference;
using Prisma.Workflows.Authoring.Drafts;
using Prisma.Workflows.Authoring.Editing;
using Prisma.Workflows.Authoring.Files;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Authoring.Presence;
using Prisma.Workflows.Authoring.Publishing;

namespace Prisma.Workflows.Authoring;

static class AuthoringRegistration
{
    public static IServiceCollection AddAuthoring(this IServiceCollection services)
    {
        services.TryAddSingleton<DefinitionCheck>();
        services.AddSingleton<IDefinitionRule, EndpointRule>();
        services.TryAddScoped<EndpointsTaken>();
        services.TryAddSingleton<ImportShipped>();
        services.TryAddScoped<ImportDefinition>();
        services.TryAddScoped<ImportFile>();
        services.TryAddScoped<ExportDefinitions>();
        services.TryAddScoped<ListDefinitions>();
        services.TryAddScoped<FindDefinitions>();
        services.AddDrafts();
        services.AddOutline();
        services.AddPublishing();
        return services;
    }

    static void AddDrafts(this IServiceCollection services)
    {
        services.TryAddScoped<DraftBook>();
        services.TryAddSingleton<SigningOrder>();
        services.TryAddScoped<SaveDraft>();
        services.TryAddScoped<BeginDefinition>();
        services.TryAddScoped<ReadDraft>();
        services.TryAddScoped<RevertVersion>();
        services.TryAddScoped<RestoreRevision>();
        services.TryAddScoped<DeleteDefinition>();
        services.TryAddScoped<TellPresence>();
    }

    static void AddOutline(this IServiceCollection services)
    {
        services.TryAddSingleton<FieldReader>();
        services.TryAddSingleton<OutlineReader>();
        services.TryAddSingleton<OutlineEditor>();
        services.TryAddSingleton<DifferenceReader>();
        services.TryAddScoped<EditOutline>();
        services.TryAddScoped<UndoEdit>();
        services.TryAddScoped<CompareVersions>();
    }

    static void AddPublishing(this IServiceCollection services)
    {
        services.TryAddScoped<ConsentToDraft>();
        services.TryAddScoped<PublishDraft>();
        services.TryAddScoped<RetractDefinition>();
        services.TryAddScoped<ListVersions>();
    }
}
