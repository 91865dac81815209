using Prisma.Workflows.Authoring.Editing;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Tests.Authoring.Outline;

public sealed class FlowLayoutTests
{
    [Theory]
    [InlineData("pathway-participant")]
    [InlineData("pathway-hub")]
    [InlineData("pathway-practice-network")]
    [InlineData("pathway-partner")]
    [InlineData("event-codesign")]
    [InlineData("case-study")]
    public void A_pathway_nobody_laid_out_goes_from_left_to_right_and_no_step_lies_on_another(string pathway)
    {
        var root = Unlaid(pathway).Root;

        var places = FlowLayout.Of(root.Activities, root.Connections);

        Assert.Equal(root.Activities.Select(step => step.Id).Order(), places.Keys.Order());
        Assert.Equal(places.Count, places.Values.Distinct().Count());
        Assert.All(places.Values, place => Assert.True(place.X % 300 is 0 && place.Y % 170 is 0));
        var links = root.Connections.Where(link => link.Source != link.Target).ToList();
        var back = links.Where(link => places[link.Target].X <= places[link.Source].X).ToList();
        Assert.All(back, link => Assert.True(IsLoop(link, links), $"{link.Source} to {link.Target}"));
        Assert.Equal(places, FlowLayout.Of(Unlaid(pathway).Root.Activities, root.Connections));
    }

    [Fact]
    public void A_place_beyond_all_numbers_is_none()
    {
        const string Far = """
            { "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [
              { "id": "far", "type": "Elsa.WriteLine", "metadata": { "designer": { "position": { "x": 1e999, "y": -1e999 } } } }, { "id": "near", "type": "Elsa.WriteLine" }] } }
            """;
        var definition = DefinitionJson.Read(Far);

        FlowLayout.Write(definition.Root);

        Assert.Equal([(0, 0), (0, 170)], FlowLayout.Of(definition.Root.Activities, []).Values);
        Assert.DoesNotContain("999", DefinitionJson.Write(definition), StringComparison.Ordinal);
    }

    [Fact]
    public void What_parts_lies_one_above_the_other_and_what_meets_lies_behind_all_that_lead_to_it()
    {
        var places = FlowLayout.LayOut(["s", "a", "b", "c", "j"], [("s", "a"), ("s", "b"), ("b", "c"), ("a", "j"), ("c", "j"), ("j", "s")]);

        Assert.Equal((0, 0), places["s"]);
        Assert.Equal((300, 0), places["a"]);
        Assert.Equal((300, 170), places["b"]);
        Assert.Equal((600, 170), places["c"]);
        Assert.Equal(900, places["j"].X);
    }

    [Fact]
    public void What_somebody_laid_out_stays_and_what_nobody_did_lies_below_it()
    {
        var root = Unlaid("case-study").Root;
        var steps = root.Activities;
        StepPlacer.Write(steps[0].Json, (40, 80));

        var places = FlowLayout.Of(steps, root.Connections);

        Assert.Equal((40, 80), places[steps[0].Id]);
        Assert.All(steps.Skip(1), step => Assert.True(places[step.Id].Y >= 250));
    }

    static WorkflowDefinition Unlaid(string pathway)
    {
        var definition = DefinitionJson.Read(File.ReadAllText(Path.Combine(Repository.Root, "workflows", $"{pathway}.json")));
        foreach (var step in definition.Root.Activities)
            step.Json["metadata"]!.AsObject().Remove("designer");
        return definition;
    }

    static bool IsLoop(Connection link, IReadOnlyCollection<Connection> links)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal) { link.Target };
        while (links.Where(one => reached.Contains(one.Source)).Select(one => one.Target).Any(reached.Add))
        {
        }

        return reached.Contains(link.Source);
    }
}
