using System.Globalization;

namespace Prisma.Workflows.Engine.Tests.Execution;

/// <summary>A flowchart drawn by chance, and what the rules say runs in it.</summary>
sealed record RandomChart(string[] Kinds, (int From, int To)[] Edges)
{
    internal WorkflowDefinition Definition(bool continues = false) => Sample.Definition(Root, continues ? Sample.ContinuesWithIncidents : null);

    internal JsonObject Root =>
        Sample.Chart("chart", [.. Kinds.Select((kind, index) => Activity(kind, Id(index)))], [.. Edges.Select(edge => $"{Id(edge.From)}:{PortOf(edge)}>{Id(edge.To)}")]);

    /// <summary>
    /// For a chart without loops: an activity runs when one of its inbound connections from reached activities was
    /// followed (all of them, for a join that waits for all). Everything else is independent of the order.
    /// </summary>
    internal IEnumerable<string> Reference()
    {
        var start = Enumerable.Range(0, Kinds.Length).First(index => Edges.All(edge => edge.To != index));
        var reached = new HashSet<int> { start };
        for (var index = start; index < Kinds.Length; index++)
        {
            if (reached.Contains(index))
                reached.UnionWith(Edges.Where(edge => edge.From == index).Select(edge => edge.To));
        }

        var runs = new HashSet<int> { start };
        for (var index = start + 1; index < Kinds.Length; index++)
        {
            var inbound = Edges.Where(edge => edge.To == index && reached.Contains(edge.From)).ToList();
            bool Followed((int From, int To) edge) => runs.Contains(edge.From) && IsFollowed(edge);
            if (reached.Contains(index) && (Kinds[index] == "all" ? inbound.TrueForAll(Followed) : inbound.Exists(Followed)))
                runs.Add(index);
        }

        return runs.Select(Id).Order(StringComparer.Ordinal);
    }

    /// <summary>A chart that may loop: connections back stay where every way from the start to their source goes through their target.</summary>
    internal static RandomChart WithLoops(string[] kinds, IEnumerable<(int From, int To)> edges)
    {
        var forward = edges.Where(edge => edge.From < edge.To).Distinct().ToArray();
        var back = edges.Where(edge => edge.From > 0 && edge.To <= edge.From && kinds[edge.From] == "again" && Dominates(edge.To, edge.From, forward)).Distinct();
        return new RandomChart([.. kinds.Select((kind, index) => index == 0 ? "start" : kind)], [.. forward, .. back]);
    }

    static bool Dominates(int target, int source, (int From, int To)[] forward)
    {
        var around = new HashSet<int>(target == 0 ? [] : [0]);
        var all = new HashSet<int> { 0 };
        for (var index = 0; index <= source; index++)
        {
            foreach (var edge in forward.Where(edge => edge.From == index))
            {
                if (all.Contains(index))
                    all.Add(edge.To);
                if (around.Contains(index) && edge.To != target)
                    around.Add(edge.To);
            }
        }

        return all.Contains(source) && (source == target || !around.Contains(source));
    }

    static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"n{index}");

    /// <summary>Connections from decisions alternate between the two outcomes.</summary>
    string PortOf((int From, int To) edge) => Kinds[edge.From] switch
    {
        "yes" or "no" => (edge.From + edge.To) % 2 == 0 ? "True" : "False",
        "again" => edge.To <= edge.From ? "True" : "False",
        _ => "Done",
    };

    bool IsFollowed((int From, int To) edge) => Kinds[edge.From] switch
    {
        "yes" => PortOf(edge) == "True",
        "no" => PortOf(edge) == "False",
        _ => true,
    };

    static JsonObject Activity(string kind, string id) => kind switch
    {
        "yes" => Sample.Decision(id, true),
        "no" => Sample.Decision(id, false),
        "start" => Sample.Activity(id, "Elsa.Start"),
        "again" => RandomTree.Again(id, 2),
        "event" => Sample.Event(id),
        "all" => Sample.Join(id, "WaitAll"),
        "active" => Sample.Join(id, "WaitAllActive"),
        "any" => Sample.Join(id, "WaitAny"),
        "fault" => Sample.Fault(id),
        "end" => Sample.Activity(id, "Elsa.End"),
        _ => Sample.Line(id),
    };
}
