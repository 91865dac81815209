namespace Prisma.Workflows.Pathways.Uses;

/// <summary>A step that a mail, a form or an agreement is used in, or that runs a workflow.</summary>
/// <param name="Step">What its author calls it.</param>
/// <param name="Via">By which ladder or gate it comes there, e.g. "the ladder L-form"; empty where the step names it itself.</param>
/// <param name="IsPublished">Whether whoever begins now meets it.</param>
/// <param name="IsLatest">Whether it is still there as it is edited now.</param>
public sealed record Use(string DefinitionId, string Definition, string StepId, string Step, string Via, bool IsPublished, bool IsLatest);
