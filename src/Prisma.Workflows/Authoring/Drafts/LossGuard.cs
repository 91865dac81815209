using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Drafts;

/// <summary>Notices a save that would lose most of what is drawn, as an editor sends it that could not show the draft.</summary>
static class LossGuard
{
    const int WorthGuarding = 3;

    /// <summary>Null when the save may go on.</summary>
    public static string? Refusal(WorkflowDefinition before, WorkflowDefinition after)
    {
        var drawn = IdsOf(before);
        var kept = drawn.Intersect(IdsOf(after), StringComparer.Ordinal).Count();
        return drawn.Count >= WorthGuarding && kept * 2 < drawn.Count
            ? $"This save would remove {drawn.Count - kept} of the {drawn.Count} steps of “{before.Name}”, so it was not kept. Reload the page to see what is kept; to remove that much, remove it in several goes."
            : null;
    }

    static List<string> IdsOf(WorkflowDefinition definition) =>
        [.. definition.Nodes.Where(node => node != definition.Root).Select(node => node.Id).Distinct(StringComparer.Ordinal)];
}
