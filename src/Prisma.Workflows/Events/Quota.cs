using System.Text.RegularExpressions;

namespace Prisma.Workflows.Events;

/// <summary>How many seats are meant for some at least, and how many at most: for locals, or for a part such as scribes. A hard one keeps its seats free for a while (domain.md §13.4).</summary>
public sealed partial record Quota(string Who, int Number, bool IsShare, bool IsHard)
{
    /// <summary>People who live in the region of the place.</summary>
    public const string Local = "local";

    /// <summary>What form F-12 calls people's parts.</summary>
    static readonly string[] _known = [Local, "developer", "designer-artist", "scribe", "community-leader", "practitioner", "care-kitchen", "other"];

    /// <summary>In the same measure as the number; null where there is no upper bound. Whoever is beyond it comes later in line.</summary>
    public int? Most { get; init; }

    public int Least(int capacity) => IsShare ? (int)Math.Ceiling(capacity * Number / 100m) : Number;

    public int Greatest(int capacity) => Most is not { } most ? capacity : IsShare ? (int)Math.Floor(capacity * most / 100m) : most;

    public bool Counts(Seat seat) => Who == Local ? seat.IsLocal : seat.Track == Who;

    public override string ToString() => $"{Who}: {Number}{(Most is { } most ? $"-{most}" : "")}{(IsShare ? "%" : "")}{(IsHard ? ", hard" : "")}";

    /// <summary>As people type them, one a line: "scribe: 2, hard", "local: 50%" or "developer: 30-45%".</summary>
    public static IReadOnlyList<Quota> Read(string text, out string? unread)
    {
        unread = null;
        var quotas = new List<Quota>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var match = Form().Match(line);
            if (!match.Success || !_known.Contains(match.Groups["who"].Value, StringComparer.Ordinal))
            {
                unread = line;
                return [];
            }

            quotas.Add(new Quota(match.Groups["who"].Value, int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["share"].Success, match.Groups["hard"].Success)
            {
                Most = match.Groups["most"].Success ? int.Parse(match.Groups["most"].ValueSpan, CultureInfo.InvariantCulture) : null,
            });
        }

        return quotas;
    }

    [GeneratedRegex(@"^(?<who>[a-z-]+)\s*:\s*(?<number>\d{1,3})(\s*[-–]\s*(?<most>\d{1,3}))?(?<share>\s*%)?(\s*,\s*(?<hard>hard))?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Form();
}
