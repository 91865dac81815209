namespace Prisma.Workflows.Concerns.Views;

/// <summary>A concern as one of its two sides sees it.</summary>
public sealed record MatterView(
    string TimeZone,
    bool IsOther,
    ConcernState State,
    IReadOnlyList<string> Holders,
    DateTimeOffset MeetBy,
    IReadOnlyList<ConcernNote> Words,
    string Told,
    bool MayAskAgain);
