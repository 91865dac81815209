namespace Prisma.Workflows.Wordings;

/// <summary>Changed words that are not published, as one person sees them.</summary>
public sealed record WaitingWords(Guid Id, string Kind, string Name, string Language, string SavedBy, bool IsOwn, bool IsRead);
