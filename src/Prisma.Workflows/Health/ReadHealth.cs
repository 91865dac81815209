using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prisma.Workflows.Health.Checks;
using Prisma.Workflows.Mail;

namespace Prisma.Workflows.Health;

/// <summary>Looks at all that is watched, now, and since when what is not well has been so.</summary>
public sealed class ReadHealth(HealthCheckService checks, PrismaDbContext db, ListOutbox outbox)
{
    public async Task<IReadOnlyList<HealthLine>> ExecuteAsync(CancellationToken cancellation)
    {
        var record = await HealthRecord.ReadAsync(db, cancellation);
        var report = await checks.CheckHealthAsync(cancellation);
        return [.. report.Entries.Select(entry => LineOf(entry.Key, entry.Value, record))];
    }

    /// <summary>How much was not well at the last look.</summary>
    /// <param name="runsAreTold">Whether who asks is told of workflows that have stopped anyway.</param>
    public async Task<int> CountAilmentsAsync(bool runsAreTold, CancellationToken cancellation) =>
        await HealthRecord.ReadAsync(db, cancellation) is { } record ? record.Ailments.Count(one => one.SeenAt == record.LookedAt && !(runsAreTold && one.Check == RunsCheck.Name)) : 0;

    /// <summary>Whether there is no way to the mail server.</summary>
    public async Task<bool> IsHeldAsync(CancellationToken cancellation) => await outbox.HeldAsync(cancellation) is not null;

    static HealthLine LineOf(string check, HealthReportEntry entry, HealthRecord? record)
    {
        var isWell = entry.Status == HealthStatus.Healthy;
        return new HealthLine(check, isWell, entry.Description ?? entry.Exception?.Message ?? "", isWell ? null : record?.Ailments.FirstOrDefault(one => one.Check == check)?.Since, entry.Data.ContainsKey(nameof(HealthLine.IsToDo)));
    }
}
