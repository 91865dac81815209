using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Pathways.Rules;

namespace Prisma.Workflows.Pathways.Uses;

/// <summary>Which steps use a mail, a form or an agreement, in what is published and in every draft: by name, as what is asked where nothing is named, in a script that chooses, or by their ladder or gate. And which run another workflow.</summary>
public sealed class FindUses(PrismaDbContext db, IEnumerable<INamedThings> named, ActivityCatalogue catalogue, LadderLibrary ladders, GateLibrary gates)
{
    /// <summary>A workflow that is run, by its stable id, rather than something written.</summary>
    public const string Workflow = "workflow";

    /// <summary>Inputs of steps that name a workflow.</summary>
    static readonly string[] _running = [Workflow, "pathway", "workflowDefinitionId"];

    /// <param name="kind">"mail", "form", "agreement" or <see cref="Workflow"/>.</param>
    public async Task<IReadOnlyList<Use>> ExecuteAsync(string kind, string name, CancellationToken cancellation)
    {
        var versions = await db.Definitions.AsNoTracking().Where(version => version.IsPublished || (version.IsLatest && version.PublishedAt == null))
            .OrderBy(version => version.Name).ThenBy(version => version.DefinitionId).ThenByDescending(version => version.Version).ToListAsync(cancellation);
        IReadOnlyList<(string Kind, string Name, string Via)> ways = [(kind, name, ""), .. WaysTo(kind, name)];
        var uses = from version in versions
                   from node in DefinitionJson.Read(version.Json).Nodes
                   from way in ways
                   where Names(node, way.Kind, way.Name)
                   select new Use(version.DefinitionId, version.Name, node.Id, node.Title, way.Via, version.IsPublished, version.IsLatest);
        return [.. uses.GroupBy(use => (use.DefinitionId, use.StepId, use.Via)).Select(same => same.First() with { IsPublished = same.Any(use => use.IsPublished), IsLatest = same.Any(use => use.IsLatest) })];
    }

    IEnumerable<(string Kind, string Name, string Via)> WaysTo(string kind, string name) => kind switch
    {
        "mail" => ladders.Ids.Where(id => ladders.Find(id)!.Rungs.Any(rung => rung.Mail == name)).Select(id => ("ladder", id, $"the ladder {id}")),
        "form" => gates.Ids.Where(id => gates.Find(id)!.Form == name).Select(id => ("gate", id, $"the gate {id}")),
        _ => [],
    };

    bool Names(ActivityNode node, string kind, string name) => kind == Workflow
        ? node.Definition?.DefinitionId == name || Array.Exists(_running, input => node.Fixed(input) == name)
        : node.IsOfPathways() && Mentions(node, kind, name);

    bool Mentions(ActivityNode node, string kind, string name) =>
        named.Any(things => things.Kind == kind && things.NamesIn(node).Contains(name))
        || (node.Input(kind) is { Expression: var given }
            ? !given.IsGiven && given.Text.Split('\'', '"', '`').Contains(name)
            : catalogue.Describe(node.Type)?.Inputs.Any(input => input.Name.Equals(kind, StringComparison.OrdinalIgnoreCase) && input.DefaultValue as string == name) == true);
}
