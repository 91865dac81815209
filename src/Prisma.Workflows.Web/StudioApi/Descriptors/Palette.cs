using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Pathways;

namespace Prisma.Workflows.Web.StudioApi.Descriptors;

/// <summary>All activity types as the Studio wants to know them, with the choices that there are now.</summary>
sealed class Palette(ActivityCatalogue catalogue, FindDefinitions definitions, Choices choices)
{
    /// <summary>Of Elsa's own activities, those that a pathway needs, in plain words.</summary>
    static readonly Dictionary<string, (string Name, string Category, string Description)> PlainWords = new(StringComparer.Ordinal)
    {
        ["Elsa.FlowFork"] = ("Several ways at once", "Flow", "From here all named ways are gone at the same time."),
        ["Elsa.FlowJoin"] = ("Wait for the others", "Flow", "Goes on when the ways that lead here have arrived."),
    };

    /// <param name="plain">Whether only what a pathway is made of is offered.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<IReadOnlyList<JsonObject>> ShapesAsync(bool plain, CancellationToken cancellation)
    {
        var context = await ContextAsync(cancellation);
        return [.. catalogue.Descriptors.Concat(context.InPlace).Select(descriptor => ActivityShape.Of(Dressed(descriptor, plain), input => choices.For(descriptor.Type, input, context.Latest))), .. ActivityShape.OfTheStudio];
    }

    /// <summary>The choices of one input alone.</summary>
    public async Task<JsonObject> SpecificationsAsync(string type, string input, CancellationToken cancellation)
    {
        var context = await ContextAsync(cancellation);
        return catalogue.Describe(type)?.Inputs.FirstOrDefault(one => one.Name.Equals(input, StringComparison.OrdinalIgnoreCase)) is { } found
            ? InputShape.Specifications(found, choices.For(type, found.Name, context.Latest))
            : [];
    }

    /// <summary>Which types and versions the Studio can draw; it shows an empty canvas for any other.</summary>
    public async Task<Func<ActivityNode, bool>> KnownAsync(CancellationToken cancellation)
    {
        var context = await ContextAsync(cancellation);
        var known = catalogue.Descriptors.Concat(context.InPlace).Select(descriptor => (descriptor.Type, descriptor.Version)).Append((NotFoundPlaceholder.Type, 1)).ToHashSet();
        return node => known.Contains((node.Type, node.Version));
    }

    async Task<(IReadOnlyList<WorkflowDefinition> Latest, IReadOnlyList<ActivityDescriptor> InPlace)> ContextAsync(CancellationToken cancellation)
    {
        var (versions, _) = await definitions.ListAsync(new DefinitionFilter(new VersionWanted("LatestOrPublished", null)) { Take = 500 }, cancellation);
        var latest = versions.Select(version => DefinitionJson.Read(version.Json)).ToList();
        var inPlace = versions.Zip(latest).Where(pair => pair.First.IsPublished && pair.Second.Options.UsableAsActivity).Select(pair => ActivityCatalogue.Describe(pair.Second));
        return (latest, [.. inPlace.DistinctBy(descriptor => (descriptor.Type, descriptor.Version)).Where(descriptor => !catalogue.Contains(descriptor.Type))]);
    }

    static ActivityDescriptor Dressed(ActivityDescriptor descriptor, bool plain) =>
        !plain || descriptor.Type.StartsWith("Prisma.", StringComparison.Ordinal) ? descriptor
        : PlainWords.TryGetValue(descriptor.Type, out var words) ? descriptor with { DisplayName = words.Name, Category = words.Category, Description = words.Description }
        : descriptor with { IsBrowsable = false };
}
