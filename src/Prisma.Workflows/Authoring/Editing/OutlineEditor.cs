using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Definitions;

namespace Prisma.Workflows.Authoring.Editing;

/// <summary>Makes one edit on a draft. The draft given is left alone; what comes back differs from it only where the edit says so.</summary>
public sealed class OutlineEditor(ActivityCatalogue catalogue, OutlineReader reader)
{
    public Outcome<EditedDraft> Apply(string json, Edit edit)
    {
        var document = DefinitionJson.Read(json).Document;
        if (FlowDocument.Of(document) is not { } flow)
            return Problems.Refused("This definition is drawn on the canvas in a shape that the outline cannot change. Edit it there.");
        var definition = DefinitionJson.Read(json);
        var change = new FlowChange(document, flow, reader.Read(definition), new FlowOrder(definition.Root, catalogue), catalogue);
        var outcome = edit switch
        {
            Edit.Add add => change.Add(add),
            Edit.Change values => change.Change(values),
            Edit.MoveUp up => change.MoveUp(up.StepId),
            Edit.MoveDown down => change.MoveDown(down.StepId),
            Edit.Duplicate copy => change.Duplicate(copy.StepId),
            Edit.Remove remove => change.Remove(remove.StepId),
            _ => throw new ArgumentOutOfRangeException(nameof(edit)),
        };
        return outcome.IsDone
            ? new EditedDraft(DefinitionJson.Write(DefinitionJson.Read(document)), outcome.Value)
            : outcome.Problems;
    }
}
