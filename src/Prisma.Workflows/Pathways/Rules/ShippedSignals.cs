using Microsoft.Extensions.Options;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>The signals that shipped pathways say to one another.</summary>
public sealed class ShippedSignals(IOptions<PrismaOptions> options)
{
    readonly Lazy<IReadOnlyCollection<string>> _all = new(() => Read(options.Value.ContentFolder));

    public IReadOnlyCollection<string> All => _all.Value;

    public static IEnumerable<string> EmittedIn(WorkflowDefinition definition) =>
        definition.Nodes.Where(node => node.Type == "Prisma.Emit").SelectMany(node => node.LiteralStrings("signal"));

    static IReadOnlyCollection<string> Read(string contentFolder) =>
        [.. ImportShipped.Files(contentFolder).SelectMany(file => Emitted(File.ReadAllText(file))).Distinct(StringComparer.Ordinal)];

    static IEnumerable<string> Emitted(string json)
    {
        try
        {
            return EmittedIn(DefinitionJson.Read(json));
        }
        catch (DefinitionInvalidException)
        {
            return [];
        }
    }
}
