using Prisma.Workflows.Authoring.Editing;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Pathways;

namespace Prisma.Workflows.Tests.Authoring.Outline;

/// <summary>Small pathways to edit: steps as "id:Kind", connections as "a>b" or "a.Outcome>b".</summary>
static class Sketch
{
    static readonly ActivityCatalogue _catalogue = ActivityCatalogue.WithBuiltIns().AddPathwayActivities();

    public static OutlineReader Reader { get; } = new(_catalogue, new FieldReader([]));

    public static OutlineEditor Editor { get; } = new(_catalogue, Reader);

    public static string Participants { get; } = File.ReadAllText(Path.Combine(Repository.Root, "workflows", "pathway-participant.json"));

    /// <summary>start, a stage, three steps in a row, an ending.</summary>
    public static string InARow { get; } = Of(
        ["start:Elsa.Start", "stage:Prisma.Stage", "a:Prisma.Form", "b:Prisma.Notify", "c:Prisma.Task", "end:Prisma.Close"],
        "start>stage", "stage>a", "a.Submitted>b", "b.Sent>c", "c>end");

    public static string Of(string[] steps, params string[] connections) => new JsonObject
    {
        ["id"] = "sketch-v1",
        ["definitionId"] = "sketch",
        ["name"] = "Sketch",
        ["version"] = 1,
        ["root"] = new JsonObject
        {
            ["id"] = "root",
            ["type"] = "Elsa.Flowchart",
            ["activities"] = new JsonArray([.. steps.Select((step, index) => Step(step.Split(':')[0], step.Split(':')[1], index))]),
            ["connections"] = new JsonArray([.. connections.Select(Connection)]),
        },
    }.ToJsonString();

    public static PathwayOutline Outline(string json) => Reader.Read(DefinitionJson.Read(json));

    public static string Apply(string json, Edit edit)
    {
        var outcome = Editor.Apply(json, edit);
        Assert.True(outcome.IsDone, string.Join(' ', outcome.Problems.Select(problem => problem.Value)));
        return outcome.Value.Json;
    }

    /// <summary>The connections in the same short writing, in their order.</summary>
    public static IReadOnlyList<string> Connections(string json) =>
        [.. DefinitionJson.Read(json).Root.Connections.Select(one => one.Port == "Done" ? $"{one.Source}>{one.Target}" : $"{one.Source}.{one.Port}>{one.Target}").Order(StringComparer.Ordinal)];

    public static JsonObject StepOf(string json, string id) =>
        JsonNode.Parse(json)!["root"]!["activities"]!.AsArray().OfType<JsonObject>().Single(step => step["id"]!.ToString() == id);

    static JsonObject Step(string id, string type, int index) => new JsonObject
    {
        ["id"] = id,
        ["type"] = type,
        ["version"] = 1,
        ["metadata"] = new JsonObject { ["displayText"] = $"Step {id}", ["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = index * 300, ["y"] = 0 } } },
        ["unknownMember"] = new JsonObject { ["kept"] = true },
    };

    static JsonObject Connection(string text)
    {
        var (from, to) = (text.Split('>')[0], text.Split('>')[1]);
        return new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = from.Split('.')[0], ["port"] = from.Contains('.', StringComparison.Ordinal) ? from.Split('.')[1] : "Done" },
            ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        };
    }
}
