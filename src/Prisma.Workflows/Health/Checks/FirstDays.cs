using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Prisma.Workflows.Health.Checks;

/// <summary>What no house has when it begins, of what domain.md §18.4 asks for: for a while it is to do, and the house is well.</summary>
sealed class FirstDays(PrismaDbContext db, TimeProvider time)
{
    static readonly Dictionary<string, object> _toDo = new(StringComparer.Ordinal) { [nameof(HealthLine.IsToDo)] = true };

    /// <summary>The answer of a check that misses something.</summary>
    public async Task<HealthCheckResult> MissAsync(string sentence, TimeSpan within, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var until = ((await HealthRecord.ReadAsync(db, cancellation))?.BeganAt ?? now) + within;
        return now < until
            ? HealthCheckResult.Healthy(string.Create(CultureInfo.InvariantCulture, $"{sentence} There is time for it until {until:d MMMM yyyy}."), _toDo)
            : HealthCheckResult.Degraded(sentence);
    }
}
