using Prisma.Workflows.Events;

namespace Prisma.Workflows.Pathways.Changes.Preview;

/// <summary>The difference that a move of an event makes.</summary>
/// <param name="Windows">Every stage's days before and after.</param>
/// <param name="Passages">Everybody whom it concerns, with what is open.</param>
/// <param name="Cleared">What was said of the old days and has to be asked for anew.</param>
/// <param name="Kept">Gatherings whose time is set and ahead; a move leaves them where they are.</param>
/// <param name="NeedsTwo">Whether a steward has to agree as well.</param>
public sealed record MovePreview(IReadOnlyList<MovedWindow> Windows, IReadOnlyList<MovedPassage> Passages, IReadOnlyList<string> Cleared, IReadOnlyList<EventGathering> Kept, bool NeedsTwo);
