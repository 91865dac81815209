using System.Text.Json;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>The canvas says by ticks who signs an agreement, always in the order of its list: those who stay keep their turn, and who is new signs last.</summary>
public sealed class SigningOrder(ActivityCatalogue catalogue)
{
    public const string Step = "Prisma.Sign", Parties = "parties";

    /// <param name="drawn">What was handed in; a list in any other order than that of the choices was written on purpose.</param>
    public void Keep(WorkflowDefinition kept, WorkflowDefinition drawn)
    {
        var choices = catalogue.Describe(Step)?.Inputs.FirstOrDefault(input => input.Name.Equals(Parties, StringComparison.OrdinalIgnoreCase))?.Options.Select(option => option.Value).ToList() ?? [];
        var before = kept.Nodes.Where(node => node.Type == Step).ToDictionary(node => node.Id, node => node.LiteralStrings(Parties).ToList(), StringComparer.Ordinal);
        foreach (var node in drawn.Nodes.Where(node => node.Type == Step && before.ContainsKey(node.Id)))
        {
            var ticked = node.LiteralStrings(Parties).ToList();
            if (ticked.Count > 0 && ticked.SequenceEqual(ticked.OrderBy(choices.IndexOf), StringComparer.Ordinal) && node.Json[Parties]?["expression"] is JsonObject expression)
                expression["value"] = JsonSerializer.Serialize(before[node.Id].Intersect(ticked).Concat(ticked.Except(before[node.Id])));
        }
    }
}
