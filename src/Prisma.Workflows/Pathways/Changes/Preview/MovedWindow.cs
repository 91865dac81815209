namespace Prisma.Workflows.Pathways.Changes.Preview;

/// <summary>A stage's planned days before and after a move.</summary>
public sealed record MovedWindow(string Stage, string Title, DateOnly OldOpensOn, DateOnly OldClosesOn, DateOnly NewOpensOn, DateOnly NewClosesOn);
