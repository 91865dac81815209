namespace Prisma.Workflows.Authoring.Outline;

/// <summary>A definition as a text with sections: its stages, and in each the steps in the order in which people meet them.</summary>
public sealed record PathwayOutline(bool CanEdit, IReadOnlyList<OutlineStage> Stages)
{
    public IEnumerable<OutlineStep> Steps => Stages.SelectMany(stage => stage.All);

    public OutlineStep? Find(string id) => Steps.FirstOrDefault(step => step.Id == id);
}
