using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Pathways;

/// <summary>The agreement that is put before people right after a step, so that whoever reads or comments has its text: F-30 asks clause by clause (domain.md §7, HUB-3.2 and HUB-3.3).</summary>
static class AgreementAhead
{
    /// <summary>Its id, such as A-03, where it is one or two steps away, whatever is decided or noted between them; empty otherwise.</summary>
    public static string Of(WorkflowDefinition? definition, string stepKey)
    {
        if (definition?.Nodes.FirstOrDefault(node => node.LiteralStrings("step").Contains(stepKey, StringComparer.Ordinal)) is not { Parent: { } flowchart } here)
            return "";
        var next = After([here.Id]);
        return next.Concat(After(next)).Select(id => flowchart.Activities.FirstOrDefault(node => node.Id == id && node.Type == "Prisma.Sign")).OfType<ActivityNode>()
            .SelectMany(sign => sign.LiteralStrings("agreement")).FirstOrDefault() ?? "";

        HashSet<string> After(IEnumerable<string> from)
        {
            var (after, ahead) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>(from));
            while (ahead.TryDequeue(out var id))
            {
                foreach (var target in flowchart.Connections.Where(one => one.Source == id).Select(one => one.Target).Where(after.Add).Where(AsksNobody))
                    ahead.Enqueue(target);
            }

            return after;
        }

        bool AsksNobody(string id) => flowchart.Activities.Any(node => node.Id == id && node.Type is "Prisma.Branch" or "Elsa.SetVariable");
    }
}
