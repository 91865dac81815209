using Prisma.Workflows.Authoring.Editing;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Difference;

/// <summary>The canvas as a picture: each step where it lies, marked with what became of it, and the connections between.</summary>
public sealed record FlowPicture(IReadOnlyList<FlowPicture.Box> Boxes, IReadOnlyList<FlowPicture.Line> Lines, double Width, double Height)
{
    public const int BoxWidth = 220;
    public const int BoxHeight = 64;

    const int Margin = 30;

    /// <param name="before">What was removed is drawn from it; null where there was nothing before.</param>
    public static FlowPicture Of(WorkflowDefinition? before, WorkflowDefinition after, DefinitionDifference difference)
    {
        var removed = difference.Steps.Where(step => step.Mark == Mark.Removed).Select(step => step.StepId).ToHashSet(StringComparer.Ordinal);
        var nodes = after.Root.Activities.Concat((before?.Root.Activities ?? []).Where(node => removed.Contains(node.Id))).DistinctBy(node => node.Id).ToList();
        if (nodes.Count == 0)
            return new FlowPicture([], [], 2 * Margin, 2 * Margin);
        var places = FlowLayout.Of(nodes, after.Root.Connections.Concat(before?.Root.Connections ?? []));
        var (left, top) = (places.Values.Min(place => place.X) - Margin, places.Values.Min(place => place.Y) - Margin);
        List<Box> boxes = [.. nodes.Select(node => new Box(node.Id, node.Title, places[node.Id].X - left, places[node.Id].Y - top, difference.MarkOf(node.Id)))];
        var lines = Marked(before, after, nodes.Select(node => node.Id).ToHashSet(StringComparer.Ordinal))
            .Select(one => new Line(
                places[one.Connection.Source].X - left + BoxWidth,
                places[one.Connection.Source].Y - top + (BoxHeight / 2),
                places[one.Connection.Target].X - left,
                places[one.Connection.Target].Y - top + (BoxHeight / 2),
                one.Mark));
        return new FlowPicture(boxes, [.. lines], boxes.Max(box => box.X) + BoxWidth + Margin, boxes.Max(box => box.Y) + BoxHeight + Margin);
    }

    static IEnumerable<(Connection Connection, Mark Mark)> Marked(WorkflowDefinition? before, WorkflowDefinition after, HashSet<string> drawn)
    {
        HashSet<Connection> was = [.. before?.Root.Connections ?? after.Root.Connections];
        HashSet<Connection> now = [.. after.Root.Connections];
        return was.Union(now).Where(one => drawn.Contains(one.Source) && drawn.Contains(one.Target))
            .Select(one => (one, was.Contains(one) ? now.Contains(one) ? Mark.Same : Mark.Removed : Mark.Added));
    }

    /// <summary>A step.</summary>
    public sealed record Box(string StepId, string Name, double X, double Y, Mark Mark);

    /// <summary>A connection, from the right side of one box to the left side of another.</summary>
    public sealed record Line(double FromX, double FromY, double ToX, double ToY, Mark Mark);
}
