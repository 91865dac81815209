using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Health.Checks;

/// <summary>Whether at least two people can sign in as administrators (domain.md §18.1, §18.4).</summary>
sealed class OperatorsCheck(PrismaDbContext db) : IHealthCheck
{
    public const string Name = "People";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.People.CountAsync(person => person.PasswordHash != null && person.Roles.Any(grant => grant.Role == Role.Administrator), cancellationToken) switch
        {
            0 => HealthCheckResult.Degraded("Nobody can sign in as administrator. The program prints a setup link when it starts."),
            1 => HealthCheckResult.Degraded("Only one person can sign in as administrator. Invite a second one under “People”, for the day the first is away."),
            var count => HealthCheckResult.Healthy($"{count} people can sign in as administrators."),
        };
}
