namespace Prisma.Workflows.Rehearsals;

/// <summary>What a whole event came to: its days, its gates, the mails each person got, how the enrolments ended, and what went wrong.</summary>
public sealed record EventReport(
    IReadOnlyList<string> Days,
    IReadOnlyList<string> Gates,
    IReadOnlyList<string> People,
    IReadOnlyList<string> Endings,
    IReadOnlyList<string> Troubles)
{
    public IEnumerable<string> Print() =>
    [
        "The calendar", .. Days, "",
        "The gates", .. Gates, "",
        "The mails of each person (reminders among them)", .. People, "",
        "How it ended", .. Endings, "",
        .. Troubles.Count == 0 ? ["Nothing is stuck."] : new[] { string.Create(CultureInfo.InvariantCulture, $"What needs a look ({Troubles.Count})") }, .. Troubles,
    ];
}
