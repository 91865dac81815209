using Microsoft.AspNetCore.Http.Metadata;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.StudioApi.Definitions;
using Prisma.Workflows.Web.StudioApi.Descriptors;
using Prisma.Workflows.Web.StudioApi.Instances;

namespace Prisma.Workflows.Web.StudioApi;

/// <summary>The HTTP contract of Elsa, for the Studio and for programs that speak it.</summary>
static class StudioRoutes
{
    public const string Prefix = "/elsa/api";

    public static IServiceCollection AddStudio(this IServiceCollection services)
    {
        services.AddScoped<Palette>();
        // Of a definition that is nested too deeply its reader says so itself.
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.MaxDepth = 2 * DefinitionJson.MaxDepth;
            options.SerializerOptions.AllowDuplicateProperties = false;
            options.SerializerOptions.Converters.Add(new MembersOnce());
        });
        // What cannot be read is answered, and is no failure of ours, while we develop too.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = false);
        return services;
    }

    public static void MapStudioApi(this IEndpointRouteBuilder app)
    {
        var reading = app.MapFor(Policies.Staff);
        // What runs were given holds people's answers: those who read them anyway may see it, each run for itself.
        var accompanying = app.MapFor(Policies.Facilitator);
        var drawing = app.MapFor(Policies.Steward);
        var running = app.MapFor(Policies.Administrator);
        reading.MapDescriptors();
        reading.MapDefinitionReading();
        reading.MapSubgraph();
        drawing.MapDefinitionWriting();
        drawing.MapDefinitionFiles();
        drawing.MapBulk();
        accompanying.MapInstanceReading();
        accompanying.MapExecutions();
        accompanying.MapInstanceFiles();
        running.MapInstanceLists();
        running.MapRunning();
        running.MapAlterations();
    }

    /// <summary>Whoever sends nothing need not say what it is: else the answer for unknown addresses would take it.</summary>
    static RouteGroupBuilder MapFor(this IEndpointRouteBuilder app, string policy)
    {
        var group = app.MapGroup(Prefix).RequireAuthorization(policy).AddEndpointFilter<SameOrigin>();
        ((IEndpointConventionBuilder)group).Finally(endpoint =>
        {
            foreach (var accepts in endpoint.Metadata.OfType<IAcceptsMetadata>().ToList())
                endpoint.Metadata.Remove(accepts);
        });
        return group;
    }
}
