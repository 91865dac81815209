namespace Prisma.Workflows.Pathways.Changes.Preview;

/// <summary>When an open step is due before and after a move, where its actor lives.</summary>
public sealed record MovedStep(string Title, string Who, DateOnly OldDueOn, DateOnly NewDueOn, bool IsTight);
