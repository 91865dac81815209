namespace Prisma.Workflows.Mail.Sending;

/// <summary>How long to wait after a mail was not taken: from one minute, doubling, to six hours; for 72 hours in all.</summary>
static class Backoff
{
    static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Longest = TimeSpan.FromHours(6);
    static readonly TimeSpan Patience = TimeSpan.FromHours(72);

    /// <summary>The longest wait for the way to the server.</summary>
    public static readonly TimeSpan LongestOffline = TimeSpan.FromMinutes(30);

    /// <summary>The wait after this many attempts; null when it is time to give up.</summary>
    public static TimeSpan? After(int attempts)
    {
        var waited = TimeSpan.Zero;
        for (var attempt = 1; attempt < attempts; attempt++)
            waited += Wait(attempt);
        return waited + Wait(attempts) <= Patience ? Wait(attempts) : null;
    }

    /// <summary>The wait until the way to the server is tried again: soon at first, and never longer than half an hour, so that mails go out soon after it is back.</summary>
    public static TimeSpan WhileOffline(int tries) => Wait(tries) is var wait && wait < LongestOffline ? wait : LongestOffline;

    static TimeSpan Wait(int attempt) => attempt > 10 ? Longest : TimeSpan.FromTicks(Math.Min(First.Ticks << (attempt - 1), Longest.Ticks));
}
