namespace Prisma.Workflows.Authoring.Difference;

/// <summary>Two versions of a definition side by side, in words and as a picture.</summary>
/// <param name="Before">The older one's number; null where there was none.</param>
/// <param name="Difference">In words.</param>
/// <param name="Picture">On the canvas.</param>
public sealed record Comparison(int? Before, int After, DefinitionDifference Difference, FlowPicture Picture);
