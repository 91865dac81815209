namespace Prisma.Workflows.Authoring.Editing;

/// <summary>What an edit came to: the draft as it is now, and the step to look at.</summary>
public sealed record EditedDraft(string Json, string StepId);
