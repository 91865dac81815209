using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Prisma.Workflows.Persistence.Sqlite;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether more than a fifth of the disks with the data folder and the backups is free (domain.md §18.4).</summary>
sealed class DiskCheck(IOptions<PrismaOptions> prisma, NightlyCopy copy, MeasureDisk measure) : IHealthCheck
{
    public const string Name = "Disk";

    const int LeastPercent = 20;

    /// <summary>What an account may write to, which can be less than what is free.</summary>
    public static (long Free, long Total) Measure(string folder)
    {
        var drive = new DriveInfo(Path.GetFullPath(folder));
        return (drive.AvailableFreeSpace, drive.TotalSize);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        string[] folders = [prisma.Value.DataFolder, .. copy.Folder is { } backups && Directory.Exists(backups) ? [backups] : Array.Empty<string>()];
        var (folder, percent) = folders.Select(one => (Folder: one, Percent: measure(one) is var (free, total) && total > 0 ? (int)(100.0 * free / total) : 100)).MinBy(one => one.Percent);
        var free = string.Create(CultureInfo.InvariantCulture, $"{percent} % of the disk with {folder} is free");
        return Task.FromResult(percent > LeastPercent ? HealthCheckResult.Healthy($"{free}.") : HealthCheckResult.Degraded($"Only {free}. Make room, or move the folder to a larger one."));
    }
}
