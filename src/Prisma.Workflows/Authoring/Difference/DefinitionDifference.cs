namespace Prisma.Workflows.Authoring.Difference;

/// <summary>What lies between two versions of a definition: of the whole, and step by step in the order of the newer one.</summary>
public sealed record DefinitionDifference(IReadOnlyList<string> OfTheWhole, IReadOnlyList<StepDifference> Steps)
{
    public bool Any => OfTheWhole.Count + Steps.Count > 0;

    public Mark MarkOf(string stepId) => Steps.FirstOrDefault(step => step.StepId == stepId)?.Mark ?? Mark.Same;
}
