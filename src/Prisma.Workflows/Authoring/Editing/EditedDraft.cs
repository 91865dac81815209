namespace Prisma.Workflows.Authoring.Editing;

/// <summary>What an edit came to: the draft as it is now, the step to look at, and what happened, in a sentence.</summary>
public sealed record EditedDraft(string Json, string StepId, string Said);
