using Microsoft.Extensions.Options;
using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Pathways.Rules;

/// <summary>The signals that shipped pathways say to one another, and those they wait for.</summary>
public sealed class ShippedSignals(IOptions<PrismaOptions> options)
{
    readonly Lazy<(IReadOnlyCollection<string> Said, IReadOnlyCollection<string> Awaited)> _all = new(() => Read(options.Value.ContentFolder));

    public IReadOnlyCollection<string> All => _all.Value.Said;

    public IReadOnlyCollection<string> Awaited => _all.Value.Awaited;

    public static IEnumerable<string> EmittedIn(WorkflowDefinition definition) =>
        definition.Nodes.Where(node => node.Type == "Prisma.Emit").SelectMany(node => node.LiteralStrings("signal"));

    public static IEnumerable<string> AwaitedIn(WorkflowDefinition definition) =>
        definition.Nodes.Where(node => node.Type is "Prisma.WaitSignal" or "Prisma.Task").SelectMany(node => node.LiteralStrings("signals"));

    static (IReadOnlyCollection<string> Said, IReadOnlyCollection<string> Awaited) Read(string contentFolder)
    {
        var definitions = ImportShipped.Files(contentFolder).Select(file => Definition(File.ReadAllText(file))).OfType<WorkflowDefinition>().ToList();
        return ([.. definitions.SelectMany(EmittedIn).Distinct(StringComparer.Ordinal)], [.. definitions.SelectMany(AwaitedIn).Distinct(StringComparer.Ordinal)]);
    }

    static WorkflowDefinition? Definition(string json)
    {
        try
        {
            return DefinitionJson.Read(json);
        }
        catch (DefinitionInvalidException)
        {
            return null;
        }
    }
}
