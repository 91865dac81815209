using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prisma.Workflows.Audit;

static class AuditRegistration
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.TryAddScoped<AuditTrail>();
        services.AddScoped<IBeforeCommit>(provider => provider.GetRequiredService<AuditTrail>());
    }
}
