using Prisma.Workflows.Engine.Definitions;
using QuikGraph;
using QuikGraph.Algorithms;
using QuikGraph.Algorithms.Search;

namespace Prisma.Workflows.Authoring.Editing;

/// <summary>Where the steps of a flowchart lie: as somebody laid them, and beneath those what nobody laid out, made by hand or by another tool.</summary>
public static class FlowLayout
{
    internal const int Width = 240;
    internal const int Height = 110;
    internal const int Row = Height + Gap;

    const int Gap = 60;

    /// <summary>Places on the canvas by the steps' ids.</summary>
    public static IReadOnlyDictionary<string, (double X, double Y)> Of(IReadOnlyCollection<ActivityNode> steps, IEnumerable<Connection> connections)
    {
        var places = new Dictionary<string, (double X, double Y)>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            if (StepPlacer.PositionOf(step.Json) is { } place)
                places[step.Id] = place;
        }

        var (left, top) = places.Count == 0 ? (0, 0) : (places.Values.Min(place => place.X), places.Values.Max(place => place.Y) + Row);
        var loose = steps.Select(step => step.Id).Where(id => !places.ContainsKey(id)).ToList();
        foreach (var (id, (across, down)) in LayOut(loose, connections.Select(one => (one.Source, one.Target))))
            places[id] = (left + across, top + down);
        return places;
    }

    /// <summary>Gives those that lie nowhere their place, for whoever draws them.</summary>
    public static void Write(ActivityNode flowchart)
    {
        var places = Of(flowchart.Activities, flowchart.Connections);
        foreach (var step in flowchart.Activities.Where(step => StepPlacer.PositionOf(step.Json) is null))
            StepPlacer.Write(step.Json, places[step.Id]);
    }

    /// <summary>From left to right, each behind all that lead to it but those that lead back, and beside them as far as there is room.</summary>
    /// <param name="links">From whom to whom; what touches another step than those is left out.</param>
    internal static Dictionary<string, (double X, double Y)> LayOut(IReadOnlyCollection<string> steps, IEnumerable<(string Source, string Target)> links)
    {
        var known = steps.ToHashSet(StringComparer.Ordinal);
        var edges = links.Where(link => known.Contains(link.Source) && known.Contains(link.Target)).Select(link => new Edge<string>(link.Source, link.Target)).ToList();
        var targets = edges.Select(edge => edge.Target).ToHashSet(StringComparer.Ordinal);
        var graph = new BidirectionalGraph<string, Edge<string>>(allowParallelEdges: false);
        graph.AddVertexRange(steps.OrderBy(targets.Contains));
        graph.AddEdgeRange(edges);
        var search = new DepthFirstSearchAlgorithm<string, Edge<string>>(graph);
        var back = new List<Edge<string>>();
        search.BackEdge += back.Add;
        search.Compute();
        back.ForEach(edge => graph.RemoveEdge(edge));
        return Cells(graph).ToDictionary(cell => cell.Key, cell => ((double)cell.Value.Column * (Width + Gap), (double)cell.Value.Line * Row), StringComparer.Ordinal);
    }

    static Dictionary<string, (int Column, int Line)> Cells(BidirectionalGraph<string, Edge<string>> graph)
    {
        var cells = new Dictionary<string, (int Column, int Line)>(StringComparer.Ordinal);
        foreach (var id in graph.TopologicalSort())
            cells[id] = (graph.InEdges(id).Select(edge => cells[edge.Source].Column + 1).DefaultIfEmpty().Max(), 0);
        foreach (var column in graph.Vertices.GroupBy(id => cells[id].Column).OrderBy(column => column.Key).ToList())
        {
            var free = 0;
            foreach (var (id, wish) in column.Select(id => (id, graph.InEdges(id).Select(edge => cells[edge.Source].Line).DefaultIfEmpty().Average())).OrderBy(one => one.Item2))
            {
                cells[id] = (column.Key, Math.Max(free, (int)Math.Round(wish)));
                free = cells[id].Line + 1;
            }
        }

        return cells;
    }
}
