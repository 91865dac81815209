using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Descriptors;

/// <summary>An activity type in the Studio's words.</summary>
static class ActivityShape
{
    /// <summary>Types that the Studio needs although nobody draws them.</summary>
    public static IEnumerable<JsonObject> OfTheStudio =>
    [
        Of(new ActivityDescriptor { Type = NotFoundPlaceholder.Type, Name = "NotFoundActivity", DisplayName = "Unknown here", Category = "System", Description = "An activity of a type that is not known here. It is kept as it is.", IsBrowsable = false }, _ => null),
    ];

    /// <param name="choicesOf">The choices of an input; null where there are none.</param>
    public static JsonObject Of(ActivityDescriptor descriptor, Func<string, IReadOnlyList<InputOption>?> choicesOf) => new()
    {
        ["typeName"] = descriptor.Type,
        ["namespace"] = descriptor.Type.Split('.')[0],
        // The Studio names a new node after this and a number, and people read that.
        ["name"] = IsOurs(descriptor) ? descriptor.DisplayName + " " : descriptor.Name,
        ["version"] = descriptor.Version,
        ["category"] = descriptor.Category,
        ["displayName"] = descriptor.DisplayName,
        ["description"] = descriptor.Description,
        ["kind"] = descriptor.Kind.ToString(),
        ["isBrowsable"] = descriptor.IsBrowsable,
        ["isStart"] = descriptor.IsStart,
        ["isTerminal"] = descriptor.IsTerminal,
        ["isContainer"] = descriptor.IsContainer,
        ["ports"] = new JsonArray([.. descriptor.Outcomes.Select(outcome => Port(outcome, "Flow")), .. descriptor.EmbeddedPorts.Select(port => Port(port, "Embedded"))]),
        ["inputs"] = new JsonArray([.. descriptor.Inputs.Select(input => InputShape.Of(input, choicesOf(input.Name), FixedOutcomes(descriptor)))]),
        ["outputs"] = new JsonArray([.. descriptor.Outputs.Select(Output)]),
        ["customProperties"] = descriptor.DefinitionId is null ? [] : new JsonObject { ["RootType"] = "WorkflowDefinitionActivity" },
        ["constructionProperties"] = Presets(descriptor),
    };

    /// <summary>Elsa's own name all theirs.</summary>
    public static IReadOnlyList<string> FixedOutcomes(ActivityDescriptor descriptor) => IsOurs(descriptor) ? descriptor.Outcomes : [];

    static bool IsOurs(ActivityDescriptor descriptor) => descriptor.Type.StartsWith("Prisma.", StringComparison.Ordinal);

    static JsonObject Port(string name, string type) => new JsonObject { ["name"] = name, ["displayName"] = Beside(name), ["type"] = type, ["isBrowsable"] = true };

    /// <summary>As it stands beside a step, where the next one begins soon.</summary>
    static string Beside(string outcome) => outcome == "ConsentedWithConditions" ? "With conditions" : ActivityDescriptor.Words(outcome);

    static JsonObject Output(OutputDescriptor output, int order) => new JsonObject
    {
        ["name"] = output.Name,
        ["typeName"] = output.TypeName,
        ["displayName"] = output.DisplayName,
        ["description"] = output.Description,
        ["order"] = order,
        ["isBrowsable"] = true,
        ["isSynthetic"] = false,
    };

    /// <summary>What a new node begins with.</summary>
    static JsonObject Presets(ActivityDescriptor descriptor)
    {
        var presets = new JsonObject();
        if (descriptor.DefinitionId is { } definition)
        {
            presets["workflowDefinitionId"] = definition;
            presets["workflowDefinitionVersionId"] = descriptor.DefinitionVersionId;
        }

        foreach (var input in descriptor.Inputs.Where(input => IsOurs(descriptor) && input is { IsWrapped: true } and ({ DefaultValue: not (null or IReadOnlyList<string>) } or { DefaultSyntax: not null })))
        {
            presets[InputShape.MemberOf(input.Name)] = new JsonObject
            {
                ["typeName"] = input.TypeName,
                ["expression"] = new JsonObject { ["type"] = input.DefaultSyntax ?? "Literal", ["value"] = Convert.ToString(input.DefaultValue, System.Globalization.CultureInfo.InvariantCulture) },
            };
        }

        return presets;
    }
}
