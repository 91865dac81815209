namespace Prisma.Workflows.Tests.Content;

/// <summary>What makes a shipped definition readable on the canvas: stages below each other, steps beside each other, and lines around them.</summary>
public sealed class CanvasLayoutTests
{
    /// <summary>As large as the Studio draws a step with two lines of name and six outcomes, how far their names reach beside it, and where the lines leave.</summary>
    const int Width = 200, Height = 100, Names = 75, Port = 33;

    [Theory]
    [MemberData(nameof(NamedContentTests.Pathways), MemberType = typeof(NamedContentTests))]
    public void No_step_lies_on_another_or_on_the_names_of_its_outcomes(string file)
    {
        var (steps, _) = Read(file);

        Assert.Empty(steps.SelectMany((one, index) => steps.Skip(index + 1)
            .Where(other => Math.Abs(one.X - other.X) < Width + Names && Math.Abs(one.Y - other.Y) < Height)
            .Select(other => $"{one.Id} and {other.Id}")));
    }

    [Theory]
    [MemberData(nameof(NamedContentTests.Pathways), MemberType = typeof(NamedContentTests))]
    public void Each_stage_begins_at_the_left_below_the_stage_before(string file)
    {
        var (steps, _) = Read(file);
        var stages = steps.Where(step => step.Type == "Prisma.Stage").OrderBy(step => step.Name, StringComparer.Ordinal).ToList();

        Assert.Equal(stages, stages.OrderBy(stage => stage.Y));
        Assert.All(stages.Skip(1), stage => Assert.Equal(steps.Min(step => step.X), stage.X));
    }

    [Theory]
    [MemberData(nameof(NamedContentTests.Pathways), MemberType = typeof(NamedContentTests))]
    public void Lines_lead_to_the_right_or_bend_around_and_never_cross_a_step(string file)
    {
        var (steps, connections) = Read(file);
        var places = steps.ToDictionary(step => step.Id);

        Assert.Empty(connections.Where(line => line["vertices"] is null && places[End(line, "source")].X >= places[End(line, "target")].X).Select(line => $"{End(line, "source")} back to {End(line, "target")}"));
        Assert.Empty(connections.SelectMany(line =>
        {
            var (source, target) = (places[End(line, "source")], places[End(line, "target")]);
            var path = PathOf(source, target, line["vertices"]?.AsArray());
            return steps.Where(step => step != source && step != target && path.Zip(path.Skip(1)).Any(piece => Crosses(step, piece.First, piece.Second)))
                .Select(step => $"{source.Id} to {target.Id} crosses {step.Id}");
        }));
    }

    /// <summary>Out at the right, along and down by turns through the bends, and in at the left, as the Studio draws it.</summary>
    static List<(int X, int Y)> PathOf(Step source, Step target, JsonArray? bends)
    {
        List<(int X, int Y)> path = [(source.X + Width, source.Y + Port)];
        IEnumerable<(int X, int Y)> over = bends is null ? [(source.X + Width + (2 * Port), target.Y + Port)] : bends.Select(bend => ((int)bend!["x"]!, (int)bend["y"]!));
        foreach (var bend in over.Append((target.X, target.Y + Port)))
        {
            path.Add((bend.X, path[^1].Y));
            path.Add(bend);
        }

        // The last piece comes in from the left.
        path[^2] = (path[^3].X, target.Y + Port);
        return path;
    }

    static bool Crosses(Step step, (int X, int Y) from, (int X, int Y) to) =>
        Math.Max(from.X, to.X) > step.X && Math.Min(from.X, to.X) < step.X + Width && Math.Max(from.Y, to.Y) > step.Y && Math.Min(from.Y, to.Y) < step.Y + Height;

    static string End(JsonNode line, string side) => line[side]!["activity"]!.ToString();

    static (List<Step> Steps, List<JsonNode> Connections) Read(string file)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "workflows", file)))!["root"]!;
        return ([.. root["activities"]!.AsArray().Select(step => Step.Of(step!))], [.. root["connections"]!.AsArray().Select(line => line!)]);
    }

    sealed record Step(string Id, string Type, string Name, int X, int Y)
    {
        public static Step Of(JsonNode step)
        {
            var (metadata, place) = (step["metadata"]!, step["metadata"]!["designer"]!["position"]!);
            return new(step["id"]!.ToString(), step["type"]!.ToString(), metadata["displayText"]!.ToString(), (int)place["x"]!, (int)place["y"]!);
        }
    }
}
