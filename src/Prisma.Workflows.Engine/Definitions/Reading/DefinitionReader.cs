using System.Collections.Frozen;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Definitions.Reading;

/// <summary>Reads the root of a definition document; the nodes are read by <see cref="NodeReader"/>.</summary>
sealed class DefinitionReader(JsonObject document)
{
    internal WorkflowDefinition Read()
    {
        var rootJson = JsonMembers.Get(document, "root") as JsonObject
            ?? throw DefinitionJson.Invalid("NoRoot", "The definition has no root activity; give it a member 'root' with one activity, normally an Elsa.Flowchart.");
        var nodes = new NodeReader();
        var root = nodes.Read(rootJson);
        var versionId = Id("id");
        var definitionId = Id("definitionId") ?? versionId ?? CanonicalJson.ContentHash(document)[..16];
        var name = JsonMembers.Text(document, "name") ?? definitionId;
        var variables = Variables(JsonMembers.Get(document, "variables"));
        var declared = variables.Concat(nodes.All.SelectMany(node => node.Variables)).ToList();

        return new WorkflowDefinition
        {
            DefinitionId = definitionId,
            VersionId = versionId ?? definitionId,
            Version = Number(),
            Name = name,
            Description = JsonMembers.Text(document, "description"),
            IsPublished = JsonMembers.Flag(document, "isPublished"),
            IsLatest = JsonMembers.Flag(document, "isLatest"),
            Variables = variables,
            VariablesById = declared.DistinctBy(variable => variable.Id).ToFrozenDictionary(variable => variable.Id),
            VariablesByName = declared.DistinctBy(variable => variable.Name).ToFrozenDictionary(variable => variable.Name),
            Inputs = Arguments("inputs"),
            Outputs = Arguments("outputs"),
            Outcomes = [.. JsonMembers.Items(JsonMembers.Get(document, "outcomes")).Select(item => item?.ToString() ?? "")],
            Options = Options(),
            Kept = JsonMembers.Get(document, "customProperties") is JsonObject custom ? LogPersistence.Read(custom) : null,
            Root = root,
            Nodes = nodes.All,
            NodesById = nodes.All.DistinctBy(node => node.Id).ToFrozenDictionary(node => node.Id),
            NodesByNodeId = nodes.All.DistinctBy(node => node.NodeId).ToFrozenDictionary(node => node.NodeId),
            Document = document,
            KeepsOutputs = nodes.All.Any(AsksForOutputs),
        };
    }

    /// <summary>An id that is empty is as good as none.</summary>
    string? Id(string member) => JsonMembers.Text(document, member) is { Length: > 0 } id ? DefinitionJson.Id(id) : null;

    /// <summary>There is always a next one.</summary>
    int Number() => JsonMembers.Number(document, "version") switch
    {
        null when JsonValues.ToValue(JsonMembers.Get(document, "version")) is long or double or decimal => throw BadVersion(),
        > DefinitionJson.MaxVersion => throw BadVersion(),
        var number => number ?? 1,
    };

    static DefinitionInvalidException BadVersion() =>
        DefinitionJson.Invalid("BadVersion", "The version of the definition is no whole number up to 1,000,000,000. Give it a smaller one.");

    /// <summary>By getOutputFrom, by the getter that an output has of its own, such as getResultFromAskThem, or by the last result.</summary>
    static bool AsksForOutputs(ActivityNode node) =>
        node.Inputs.Values.Select(input => input.Expression).Concat(node.Cases.Select(item => item.Condition)).Any(expression =>
            (expression.Text.Contains("get", StringComparison.Ordinal) && expression.Text.Contains("From", StringComparison.Ordinal))
            || expression.Text.Contains("getLastResult", StringComparison.Ordinal)
            || expression.Type.Equals(ExpressionTypes.Output, StringComparison.OrdinalIgnoreCase));

    internal static IReadOnlyList<Variable> Variables(JsonNode? node) =>
    [
        .. JsonMembers.Objects(node).Select(json =>
        {
            var name = JsonMembers.Text(json, "name") ?? JsonMembers.Text(json, "id") ?? "";
            return new Variable(
                JsonMembers.Text(json, "id") ?? name,
                name,
                JsonMembers.Text(json, "typeName") ?? JsonMembers.Text(json, "type") ?? "Object",
                JsonMembers.Flag(json, "isArray"),
                JsonMembers.Get(json, "value") ?? JsonMembers.Get(json, "defaultValue"),
                JsonMembers.Text(json, "storageDriverTypeName"));
        }),
    ];

    IReadOnlyList<Argument> Arguments(string member) =>
    [
        .. JsonMembers.Objects(JsonMembers.Get(document, member)).Select(json =>
        {
            var name = JsonMembers.Text(json, "name") ?? "";
            return new Argument(
                name,
                JsonMembers.Text(json, "type") ?? JsonMembers.Text(json, "typeName") ?? "Object",
                JsonMembers.Text(json, "displayName") ?? name,
                JsonMembers.Text(json, "description") ?? "",
                JsonMembers.Text(json, "category") ?? "",
                JsonMembers.Text(json, "uiHint"),
                JsonMembers.Flag(json, "isArray") || JsonMembers.Flag(json, "isCollection"))
            {
                IsRequired = JsonMembers.Flag(json, "isRequired"),
                DefaultValue = JsonMembers.Get(json, "defaultValue"),
                IsStored = JsonMembers.Text(json, "storageDriverType") is { } driver && Variable.KeepsWithInstance(driver),
            };
        }),
    ];

    DefinitionOptions Options()
    {
        var options = JsonMembers.Get(document, "options") as JsonObject ?? [];
        return new DefinitionOptions(
            JsonMembers.Flag(options, "usableAsActivity") || JsonMembers.Flag(document, "usableAsActivity"),
            JsonMembers.Text(options, "activityCategory"),
            JsonMembers.Text(options, "incidentStrategyType"),
            JsonMembers.Text(options, "activationStrategyType"));
    }
}
