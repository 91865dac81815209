using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>What rules ask of nodes.</summary>
static class NodeWords
{
    /// <summary>The fixed text of an input; empty where it is missing, or worked out on the way.</summary>
    public static string Fixed(this ActivityNode node, string input) => node.LiteralStrings(input).FirstOrDefault() ?? "";

    /// <summary>Whether the input is given at all, as fixed text or as an expression.</summary>
    public static bool Gives(this ActivityNode node, string input) =>
        node.Input(input) is { } given && given.Expression.Text.Trim() is { Length: > 0 } text && !(given.Expression.Type is "Literal" or "Object" or "Json" && text == "[]");

    public static IEnumerable<ActivityNode> OfPathways(this WorkflowDefinition definition) => definition.Nodes.Where(IsOfPathways);

    public static bool IsOfPathways(this ActivityNode node) => node.Type.StartsWith("Prisma.", StringComparison.Ordinal);

    /// <summary>People walk it: it has stages.</summary>
    public static bool IsPathway(this WorkflowDefinition definition) => definition.Nodes.Any(node => node.Type == Views.StageMap.StageType);
}
