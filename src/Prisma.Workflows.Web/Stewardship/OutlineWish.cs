using Prisma.Workflows.Authoring.Editing;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Stewardship;

/// <summary>What a button of the outline asks for, as it was sent.</summary>
sealed record OutlineWish(string Name, string StepId, Edit? Edit)
{
    public const string FieldPrefix = "field.";
    public const string WayPrefix = "way.";

    /// <summary>"up:PAR-1.2", "save:PAR-1.2", "undo".</summary>
    public static OutlineWish Read(Posted posted, PathwayOutline outline)
    {
        var parts = posted.Text("do").Split(':', 2);
        var (name, step) = (parts[0], parts.Length > 1 ? parts[1] : "");
        return new OutlineWish(name, step, name switch
        {
            "up" => new Edit.MoveUp(step),
            "down" => new Edit.MoveDown(step),
            "copy" => new Edit.Duplicate(step),
            "remove" => new Edit.Remove(step),
            "add" => new Edit.Add(step, posted.Text("port"), posted.Text("kind"), posted.Text("name")),
            "save" => Changes(posted, step, outline),
            _ => null,
        });
    }

    /// <summary>The editor speaks of fields by their names, the page by those of its inputs.</summary>
    public Problems Renamed(Problems problems)
    {
        var renamed = new Problems();
        foreach (var (field, sentence) in problems)
            renamed.Add(Name == "save" && field.Length > 0 && !field.StartsWith(WayPrefix, StringComparison.Ordinal) ? FieldPrefix + field : field, sentence);
        return renamed;
    }

    static Edit.Change Changes(Posted posted, string stepId, PathwayOutline outline)
    {
        var step = outline.Find(stepId);
        var values = (step?.Fields ?? []).Where(field => field.Kind != FieldKind.Computed)
            .ToDictionary(field => field.Name, field => posted.Many(FieldPrefix + field.Name), StringComparer.Ordinal);
        var ways = (step?.Ways ?? []).Where(way => posted.Has(WayPrefix + way.Port))
            .ToDictionary(way => way.Port, way => posted.Text(WayPrefix + way.Port), StringComparer.Ordinal);
        return new Edit.Change(stepId, values, ways);
    }
}
