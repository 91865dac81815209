namespace Prisma.Workflows.Health.Checks;

/// <summary>Spans of time as people say them.</summary>
static class Spans
{
    public static string InWords(TimeSpan span) =>
        span.TotalMinutes < 2 ? Count((int)span.TotalSeconds, "second")
        : span.TotalHours < 2 ? Count((int)span.TotalMinutes, "minute")
        : span.TotalDays < 3 ? Count((int)span.TotalHours, "hour")
        : Count((int)span.TotalDays, "day");

    static string Count(int number, string unit) => number == 1 ? $"one {unit}" : $"{number} {unit}s";
}
