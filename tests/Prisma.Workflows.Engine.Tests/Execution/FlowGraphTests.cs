using System.Globalization;
using CsCheck;
using static Prisma.Workflows.Engine.Tests.Samples.Sample;

namespace Prisma.Workflows.Engine.Tests.Execution;

public sealed class FlowGraphTests
{
    /// <summary>Breadth first from the start, a connection leads forward unless it closes a circle of those before it; a backward one is valid when no forward way reaches its source around its target.</summary>
    [Fact]
    public void Forward_backward_and_valid_are_what_their_description_says() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 7]).Array[0, 24].Sample(edges =>
        {
            var graph = Graph(8, edges);
            var forward = Forward(edges);

            foreach (var (from, to) in edges.Where(edge => graph.Reached.Contains(Name(edge.Item1))))
            {
                var connection = graph.Outbound(Name(from)).Single(one => one.Target == Name(to));
                Assert.Equal(forward.Contains((from, to)), graph.IsForward(connection));
                if (!forward.Contains((from, to)))
                    Assert.Equal(from == to || !Leads(forward.Where(edge => edge.Item1 != to && edge.Item2 != to), 0, from) || to == 0, graph.IsValidBackward(connection));
            }
        });

    [Fact]
    public void A_chart_as_large_as_they_come_is_looked_through_in_one_go()
    {
        const int Size = 10_000;
        var random = new Random(1);
        List<(int, int)> edges = [.. Enumerable.Range(0, Size - 1).Select(place => (place, place + 1)), .. Enumerable.Range(0, 4 * Size).Select(_ => (random.Next(Size), random.Next(Size)))];

        var problems = new DefinitionValidator(ActivityCatalogue.WithBuiltIns()).Validate(Chart(Size, edges));

        Assert.DoesNotContain(problems, problem => problem.Code == "Unreachable");
    }

    [Fact]
    public void Thousands_that_may_each_start_a_chart_are_looked_at_in_one_go()
    {
        const int Size = 5_000;
        var activities = Enumerable.Range(0, Size).Select(place => Line(Name(place))).ToArray();
        foreach (var activity in activities)
            activity["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };

        var problems = new DefinitionValidator(ActivityCatalogue.WithBuiltIns()).Validate(Flow([.. activities, Line("alone")], [.. Enumerable.Range(0, Size).Select(place => $"{Name(place)}>{Name((place + 1) % Size)}")]));

        Assert.Equal(["SpinningLoop", "Unreachable"], problems.Select(problem => problem.Code).Distinct().Order());
    }

    static FlowGraph Graph(int size, IEnumerable<(int, int)> edges) => Chart(size, edges).Root.GraphFrom(Name(0));

    static WorkflowDefinition Chart(int size, IEnumerable<(int, int)> edges) =>
        Flow([.. Enumerable.Range(0, size).Select(place => Line(Name(place)))], [.. edges.Select(edge => $"{Name(edge.Item1)}>{Name(edge.Item2)}")]);

    static string Name(int place) => string.Create(CultureInfo.InvariantCulture, $"n{place}");

    static List<(int, int)> Forward((int, int)[] edges)
    {
        var forward = new List<(int, int)>();
        var reached = new List<int> { 0 };
        for (var place = 0; place < reached.Count; place++)
        {
            foreach (var edge in edges.Distinct().Where(edge => edge.Item1 == reached[place] && !Leads(forward, edge.Item2, edge.Item1)))
            {
                forward.Add(edge);
                if (!reached.Contains(edge.Item2))
                    reached.Add(edge.Item2);
            }
        }

        return forward;
    }

    static bool Leads(IEnumerable<(int, int)> edges, int from, int to) =>
        from == to || edges.Where(edge => edge.Item1 == from).Any(edge => Leads(edges, edge.Item2, to));
}
