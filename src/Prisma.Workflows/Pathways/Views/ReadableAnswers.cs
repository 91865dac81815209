namespace Prisma.Workflows.Pathways.Views;

/// <summary>The answers of a step as somebody else may read them: which form, and what was said.</summary>
public sealed record ReadableAnswers(Guid StepId, string Title, string FormId, int FormVersion, string Answers);
