using Prisma.Workflows.Authoring.Catalogue;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Descriptors;

/// <summary>All activity types as the Studio wants to know them, with the choices that there are now.</summary>
sealed class Palette(ActivityCatalogue catalogue, FindDefinitions definitions, IEnumerable<IStepChoices> choices)
{
    /// <summary>Of Elsa's own activities, those that a pathway needs, in plain words. What is not offered is still read where it is drawn.</summary>
    static readonly Dictionary<string, (string Name, string Category, string Description, bool IsOffered)> PlainWords = new(StringComparer.Ordinal)
    {
        ["Elsa.FlowFork"] = ("Several ways at once", "Flow", "From here all named ways are gone at the same time.", true),
        ["Elsa.FlowJoin"] = ("Wait for the others", "Flow", "Goes on when the ways that lead here have arrived.", true),
        ["Elsa.SetVariable"] = ("Remember", "Flow", "Keeps something of this passage, so that a branch further on can ask for it.", false),
    };

    static readonly Dictionary<(string Type, string Input), (string Name, string Description)> PlainInputs = new()
    {
        [("Elsa.SetVariable", "Variable")] = ("What is remembered", "The name under which a branch asks for it: for “returned”, variables.returned."),
        [("Elsa.SetVariable", "Value")] = ("As", "What is kept under that name. That it has happened: true. What somebody answered: variables.application.track."),
    };

    public async Task<IReadOnlyList<JsonObject>> ShapesAsync(View view, CancellationToken cancellation)
    {
        var context = await ContextAsync(cancellation);
        return [.. catalogue.Descriptors.Concat(context.InPlace).Select(descriptor => ActivityShape.Of(Dressed(descriptor, view.IsPlain), input => Choices(descriptor.Type, input, view, context.Latest))), .. ActivityShape.OfTheStudio];
    }

    /// <summary>The choices of one input alone.</summary>
    public async Task<JsonObject> SpecificationsAsync(string type, string input, View view, CancellationToken cancellation)
    {
        var context = await ContextAsync(cancellation);
        return catalogue.Describe(type) is { } descriptor && descriptor.Inputs.FirstOrDefault(one => one.Name.Equals(input, StringComparison.OrdinalIgnoreCase)) is { } found
            ? InputShape.Specifications(found, Choices(type, found.Name, view, context.Latest), ActivityShape.FixedOutcomes(descriptor))
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
        var current = await definitions.CurrentAsync(cancellation);
        var latest = current.Select(one => one.Definition).ToList();
        var inPlace = current.Where(one => one.IsPublished && one.Definition.Options.UsableAsActivity).Select(one => ActivityCatalogue.Describe(one.Definition));
        return (latest, [.. inPlace.DistinctBy(descriptor => (descriptor.Type, descriptor.Version)).Where(descriptor => !catalogue.Contains(descriptor.Type))]);
    }

    /// <summary>What the outline offers too, and the signals that pathways have words of their own for; a new one is named in the outline or in the expert view.</summary>
    IReadOnlyList<InputOption>? Choices(string type, string input, View view, IReadOnlyList<WorkflowDefinition> latest)
    {
        var isSignal = (type, input) is ("Prisma.WaitSignal" or "Prisma.Task", "Signals") || (view.IsPlain && (type, input) is ("Prisma.Emit", "Signal"));
        var offered = (type, input) is ("Prisma.Review", "Reads") ? AnsweredIn(view.DefinitionId, latest) : choices.Select(source => source.For(type, isSignal ? "signals" : InputShape.MemberOf(input))).FirstOrDefault(found => found is not null);
        return offered is null ? null
            : [.. offered.Concat(isSignal ? OutlineReader.SignalsIn(latest.SelectMany(definition => definition.Nodes)) : [])
                .Select(choice => new InputOption(choice.Value, choice.Text))
                .DistinctBy(option => option.Value, StringComparer.Ordinal)];
    }

    /// <summary>Nothing to choose from where the Studio does not say what it draws.</summary>
    static IReadOnlyList<Choice>? AnsweredIn(string definitionId, IReadOnlyList<WorkflowDefinition> latest) =>
        latest.FirstOrDefault(definition => definition.DefinitionId == definitionId) is { } drawn ? OutlineReader.AnsweredIn(drawn.Nodes) : null;

    static ActivityDescriptor Dressed(ActivityDescriptor descriptor, bool plain) =>
        !plain || descriptor.Type.StartsWith("Prisma.", StringComparison.Ordinal) ? descriptor
        : PlainWords.TryGetValue(descriptor.Type, out var words) ? descriptor with
        {
            DisplayName = words.Name,
            Category = words.Category,
            Description = words.Description,
            IsBrowsable = words.IsOffered,
            Inputs = [.. descriptor.Inputs.Select(input => PlainInputs.TryGetValue((descriptor.Type, input.Name), out var said) ? input with { DisplayName = said.Name, Description = said.Description } : input)],
        }
        : descriptor with { IsBrowsable = false };

    /// <param name="IsPlain">Whether only what a pathway is made of is offered.</param>
    /// <param name="DefinitionId">What is drawn; empty where nobody says.</param>
    public sealed record View(bool IsPlain, string DefinitionId);
}
