using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Prisma.Workflows.Health.Checks;

namespace Prisma.Workflows.Health;

static class HealthRegistration
{
    /// <summary>The eight of domain.md §18.4 in their order, trying a restore and what stands still each in a row of its own.</summary>
    public static void AddHealth(this IServiceCollection services)
    {
        services.TryAddSingleton<Heartbeats>();
        services.TryAddSingleton<ClockWatch>();
        services.TryAddSingleton<KnownContent>();
        services.TryAddSingleton<MeasureDisk>(DiskCheck.Measure);
        services.TryAddScoped<SayOfHealth>();
        services.TryAddScoped<FirstDays>();
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>(DatabaseCheck.Name)
            .AddCheck<BackupCheck>(BackupCheck.Name)
            .AddCheck<RestoreCheck>(RestoreCheck.Name)
            .AddCheck<TimersCheck>(TimersCheck.Name)
            .AddCheck<RunsCheck>(RunsCheck.Name)
            .AddCheck<MailsCheck>(MailsCheck.Name)
            .AddCheck<DiskCheck>(DiskCheck.Name)
            .AddCheck<ClockCheck>(ClockCheck.Name)
            .AddCheck<ContentCheck>(ContentCheck.Name)
            .AddCheck<OperatorsCheck>(OperatorsCheck.Name);
    }
}
