using Prisma.Workflows.Audit;

namespace Prisma.Workflows.Health;

/// <summary>What a machine cannot see and an administrator says (domain.md §18.4): that a backup was put back and works, and that being offline is meant.</summary>
public sealed class SayOfHealth(PrismaDbContext db, AuditTrail audit, TimeProvider time)
{
    public Task RestoreTriedAsync(string by, CancellationToken cancellation) =>
        KeepAsync(by, "put a backup back to try it, and it works", (record, said) => record with { RestoreTried = said }, cancellation);

    public Task OfflineAsync(string by, CancellationToken cancellation) =>
        KeepAsync(by, "said that there is no way to the mail server for now", (record, said) => record with { OfflineDeclared = said }, cancellation);

    async Task KeepAsync(string by, string act, Func<HealthRecord, SaidBy, HealthRecord> change, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await HealthRecord.ChangeAsync(db, now, record => change(record, new SaidBy(now, by)), cancellation);
        audit.Tell(AuditTrail.Installation, by, $"{by} {act}.");
    }
}
