using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Activities;

namespace Prisma.Workflows.Authoring.Editing;

/// <summary>The edits themselves, on one draft: what they change in its steps, and how its connections follow. Each answers with the step to look at.</summary>
sealed class FlowChange(JsonObject document, FlowDocument flow, PathwayOutline outline, FlowOrder order, ActivityCatalogue catalogue)
{
    /// <summary>Chosen for an outcome, it makes a new ending of this kind.</summary>
    public const string NewEnding = "end:";

    public Outcome<string> Add(Edit.Add edit)
    {
        if (outline.Find(edit.BehindId) is not { } behind)
            return Gone();
        if (catalogue.Describe(edit.Type) is not { IsBrowsable: true } kind)
            return Problems.Refused("Choose what kind of step it is.");
        if (edit.Name.Trim().Length == 0)
            return new Problems { { "name", "Give the step a name, so that others can point to it." } };
        var port = edit.Port.Length > 0 ? edit.Port : behind.Ways.FirstOrDefault(way => way.Ends.Count > 0)?.Port ?? (behind.Ways.Count > 0 ? behind.Ways[0].Port : null);
        if (port is null)
            return Problems.Refused($"“{behind.Name}” ends the passage; nothing can come behind it.");
        var added = new NewStep(document, outline).Make(kind, edit.Name.Trim(), behind.Id);
        flow.Add(added);
        PutBehind(behind, port, edit.Port.Length == 0, added, OutcomesOf(added));
        StepPlacer.Place(flow, Id(added), behind.Id);
        return Id(added);
    }

    public Outcome<string> Change(Edit.Change edit)
    {
        if (outline.Find(edit.StepId) is not { } step || flow.Find(edit.StepId) is not { } json)
            return Gone();
        var problems = new Problems();
        foreach (var (name, values) in edit.Values)
        {
            if (step.Field(name) is { } field && FieldWriter.Write(json, field, values) is { } problem)
                problems.Add(name, problem);
        }

        foreach (var (port, target) in edit.Ways)
        {
            if (step.Ways.FirstOrDefault(way => way.Port == port) is { } way && Point(step, way, target) is { } problem)
                problems.Add("way." + port, problem);
        }

        return problems.Any ? problems : step.Id;
    }

    /// <summary>The step changes places with the one before: whoever led there leads here, and what came behind comes behind both.</summary>
    public Outcome<string> MoveUp(string id)
    {
        if (outline.Find(id) is not { } step || order.Order.FirstOrDefault(node => node.Id == id) is not { } node)
            return Gone();
        if (!step.CanMoveUp || order.Before(node) is not { } before)
            return Problems.Refused($"“{step.Name}” cannot be moved here: other ways lead to it as well, or it begins or ends the passage. Move it on the canvas.");
        var next = order.Next(node);
        var (toBefore, between, behind) = (flow.LinksTo(before.Id), flow.LinksFrom(before.Id).Where(link => link.Target == id).ToList(), flow.LinksFrom(id).Where(link => link.Target == next).ToList());
        flow.Redirect(toBefore, id);
        Lead(between, next);
        flow.Redirect(behind, before.Id);
        if (behind.Count == 0)
            flow.Connect(id, step.Ways[0].Port, before.Id);
        return id;
    }

    public Outcome<string> MoveDown(string id)
    {
        if (outline.Find(id) is not { } step || order.Order.FirstOrDefault(node => node.Id == id) is not { } node)
            return Gone();
        if (!step.CanMoveDown || order.Next(node) is not { } next)
            return Problems.Refused($"“{step.Name}” cannot be moved here: other ways lead to what follows, or it begins or ends the passage. Move it on the canvas.");
        var moved = MoveUp(next);
        return moved.IsDone ? id : moved;
    }

    public Outcome<string> Duplicate(string id)
    {
        if (outline.Find(id) is not { } step || flow.Find(id) is not { } json)
            return Gone();
        if (step.IsStart)
            return Problems.Refused("A pathway begins once.");
        var copy = new NewStep(document, outline).Copy(json, step);
        flow.Add(copy);
        var main = step.Ways.FirstOrDefault(way => way.Ends.Count > 0);
        foreach (var link in flow.LinksFrom(id).Where(link => main is null || link.Target != main.Ends[0].StepId))
            flow.Connect(Id(copy), link.Port, link.Target);
        if (main is not null)
            PutBehind(step, main.Port, true, copy, [.. step.Ways.Where(way => way.Ends.Any(end => end.StepId == main.Ends[0].StepId)).Select(way => way.Port)]);
        StepPlacer.Place(flow, Id(copy), id);
        return Id(copy);
    }

    /// <summary>What led to the step leads to what came behind it.</summary>
    public Outcome<string> Remove(string id)
    {
        if (outline.Find(id) is not { } step)
            return Gone();
        if (step.IsStart)
            return Problems.Refused("A pathway has to begin somewhere.");
        var next = step.Ways.SelectMany(way => way.Ends).Select(end => end.StepId).FirstOrDefault();
        if (next is not null && next != id)
            flow.Redirect(flow.LinksTo(id).Where(link => link.Source != id), next);
        var neighbour = flow.LinksTo(id).Select(link => link.Source).FirstOrDefault() ?? next ?? "";
        flow.Remove(id);
        return next ?? neighbour;
    }

    /// <summary>The new step takes over the way of <paramref name="port"/>, and of every outcome that went there too where the whole way goes on.</summary>
    void PutBehind(OutlineStep behind, string port, bool everyWay, JsonObject added, IReadOnlyList<string> onward)
    {
        var links = flow.LinksFrom(behind.Id);
        var target = links.FirstOrDefault(link => link.Port == port) is { Json: not null } first ? first.Target : null;
        flow.Redirect(links.Where(link => link.Port == port || (everyWay && link.Target == target)).Where(link => link.Target == target), Id(added));
        flow.Connect(behind.Id, port, Id(added));
        foreach (var outcome in target is null ? [] : onward)
            flow.Connect(Id(added), outcome, target!);
    }

    /// <summary>The outcomes of a new step that go on by themselves; its others are for its author to think about.</summary>
    IReadOnlyList<string> OutcomesOf(JsonObject added)
    {
        var outcomes = catalogue.Describe(added["type"]!.ToString())!.Outcomes;
        return outcomes.Count == 0 ? [] : [outcomes[0], .. outcomes.Skip(1).Where(outcome => outcome is "ConsentedWithConditions" or "CaughtUp")];
    }

    string? Point(OutlineStep step, OutlineWay way, string target)
    {
        if (way.IsFork || target == (way.Ends.Count == 0 ? "" : way.Ends[0].StepId))
            return null;
        if (target.StartsWith(NewEnding, StringComparison.Ordinal))
        {
            var ending = new NewStep(document, outline).Ending(catalogue.Describe("Prisma.Close")!, target[NewEnding.Length..], step.Id);
            flow.Add(ending);
            target = Id(ending);
            Lead(step, way, target);
            StepPlacer.Place(flow, target, step.Id);
            return null;
        }

        if (target.Length > 0 && (flow.Find(target) is null || outline.Find(target)?.IsStart == true))
            return $"“{OutcomeWords.Of(way.Port)}” leads to a step that is not here any more. Choose another.";
        Lead(step, way, target);
        return null;
    }

    void Lead(OutlineStep step, OutlineWay way, string target)
    {
        var links = flow.LinksFrom(step.Id).Where(link => link.Port == way.Port).ToList();
        if (links.Count == 0 && target.Length > 0)
            flow.Connect(step.Id, way.Port, target);
        Lead(links, target.Length > 0 ? target : null);
    }

    void Lead(List<FlowDocument.Link> links, string? target)
    {
        if (target is null)
            links.ForEach(flow.Disconnect);
        else
            flow.Redirect(links, target);
    }

    static Problems Gone() => Problems.Refused("That step is not in the draft any more. Somebody may have removed it; look at the outline as it is now.");

    static string Id(JsonObject step) => step["id"]!.ToString();
}
