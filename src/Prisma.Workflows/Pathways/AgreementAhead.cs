using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Pathways;

/// <summary>The agreement that is put before people right after a step, so that whoever reads or comments has its text: F-30 asks clause by clause (domain.md §7, HUB-3.2 and HUB-3.3).</summary>
static class AgreementAhead
{
    /// <summary>Its id, such as A-03, where it is one or two connections away; empty otherwise.</summary>
    public static string Of(WorkflowDefinition? definition, string stepKey)
    {
        if (definition?.Nodes.FirstOrDefault(node => node.LiteralStrings("step").Contains(stepKey, StringComparer.Ordinal)) is not { Parent: { } flowchart } here)
        {
            return "";
        }

        string[] next = [.. After([here.Id])];
        string[] ahead = [.. next, .. After(next)];
        return ahead.Select(id => flowchart.Activities.FirstOrDefault(node => node.Id == id && node.Type == "Prisma.Sign")).OfType<ActivityNode>()
            .SelectMany(sign => sign.LiteralStrings("agreement")).FirstOrDefault() ?? "";

        IEnumerable<string> After(string[] from) => flowchart.Connections.Where(one => from.Contains(one.Source, StringComparer.Ordinal)).Select(one => one.Target);
    }
}
