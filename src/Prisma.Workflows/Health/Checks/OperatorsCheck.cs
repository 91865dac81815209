using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prisma.Workflows.People.Staff;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether at least two people can sign in as administrators (domain.md §18.1, §18.4).</summary>
sealed class OperatorsCheck(PrismaDbContext db, FirstDays firstDays) : IHealthCheck
{
    public const string Name = "People";

    static readonly TimeSpan AWeek = TimeSpan.FromDays(7);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Administrators().CountAsync(cancellationToken) switch
        {
            0 => await firstDays.MissAsync("Nobody can sign in as administrator. The program prints a setup link when it starts.", AWeek, cancellationToken),
            1 => await firstDays.MissAsync("Only one person can sign in as administrator. Invite a second one under “People”, for the day the first is away.", AWeek, cancellationToken),
            var count => HealthCheckResult.Healthy($"{count} people can sign in as administrators."),
        };
}
