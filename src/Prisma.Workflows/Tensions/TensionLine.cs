namespace Prisma.Workflows.Tensions;

/// <summary>A tension as its circle, or who brought it, sees it.</summary>
/// <param name="Tension">With who answers it.</param>
/// <param name="From">Who brought it, where the reader may know.</param>
/// <param name="IsMine">Whether the reader is asked to answer it.</param>
public sealed record TensionLine(Tension Tension, string From, bool IsMine);
