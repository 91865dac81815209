namespace Prisma.Workflows.Pathways.Changes.Preview;

/// <summary>The difference that a move of an event makes.</summary>
/// <param name="Windows">Every stage's days before and after.</param>
/// <param name="Passages">Everybody whom it concerns, with what is open.</param>
/// <param name="Cleared">What was said of the old days and has to be asked for anew.</param>
/// <param name="NeedsTwo">Whether a steward has to agree as well.</param>
public sealed record MovePreview(IReadOnlyList<MovedWindow> Windows, IReadOnlyList<MovedPassage> Passages, IReadOnlyList<string> Cleared, bool NeedsTwo);
