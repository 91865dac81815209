using Prisma.Workflows.Authoring.Outline;

namespace Prisma.Workflows.Authoring.Editing;

/// <summary>Finds a place on the canvas for a new step; everything that has one keeps it.</summary>
static class StepPlacer
{
    /// <summary>How many connections away the layout looks: enough to see where a new step belongs, few enough to be quick in any definition.</summary>
    const int Reach = 3;

    /// <param name="flow">The flowchart with the new step connected.</param>
    /// <param name="besideId">The step it was put behind; the layout says how the two lie to each other.</param>
    public static void Place(FlowDocument flow, string id, string besideId)
    {
        var step = flow.Find(id)!;
        var beside = PositionOf(flow.Find(besideId)) ?? (0, 0);
        var laidOut = LayOut(flow, id, besideId);
        var (x, y) = (beside.X + laidOut[id].X - laidOut[besideId].X, beside.Y + laidOut[id].Y - laidOut[besideId].Y);
        var taken = flow.Activities.Where(other => other != step).Select(PositionOf).OfType<(double X, double Y)>().ToList();
        while (taken.Exists(place => Math.Abs(place.X - x) < FlowLayout.Width && Math.Abs(place.Y - y) < FlowLayout.Height))
            y += FlowLayout.Row;
        Write(step, (x, y));
    }

    internal static void Write(JsonObject step, (double X, double Y) place)
    {
        var metadata = FieldWriter.Metadata(step);
        if (metadata["designer"] is not JsonObject designer)
            metadata["designer"] = designer = [];
        designer["position"] = new JsonObject { ["x"] = Math.Round(place.X), ["y"] = Math.Round(place.Y) };
    }

    internal static (double X, double Y)? PositionOf(JsonObject? step) =>
        step?["metadata"] is JsonObject metadata && metadata["designer"] is JsonObject designer && designer["position"] is JsonObject position
        && Number(position["x"]) is { } x && Number(position["y"]) is { } y
            ? (x, y)
            : null;

    static string IdOf(JsonObject step) => step["id"]!.ToString();

    static double? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) && double.IsFinite(number) ? number : null;

    static Dictionary<string, (double X, double Y)> LayOut(FlowDocument flow, string id, string besideId)
    {
        var near = new HashSet<string>(StringComparer.Ordinal) { id, besideId };
        var across = flow.Activities.DistinctBy(IdOf, StringComparer.Ordinal).ToDictionary(IdOf, step => PositionOf(step)?.X, StringComparer.Ordinal);
        across[id] ??= across[besideId];

        // What leads back would turn the layers round.
        var links = flow.Links.Where(link => across.ContainsKey(link.Source) && across.TryGetValue(link.Target, out var target) && !(target < across[link.Source])).Select(link => (link.Source, link.Target)).ToList();
        for (var step = 0; step < Reach; step++)
            near.UnionWith([.. links.Where(link => near.Contains(link.Source) || near.Contains(link.Target)).SelectMany(link => new[] { link.Source, link.Target })]);
        return FlowLayout.LayOut(near, links);
    }
}
