using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows;

/// <summary>Clears away what has had its time: drafts 14 days after the last word, codes after a day, links that died 90 days ago.</summary>
public sealed class Prune(Operations operations, TimeProvider time)
{
    public Task ExecuteAsync(CancellationToken cancellation) =>
        operations.RunAsync<PrismaDbContext>(db => PruneAsync(db, cancellation), cancellation);

    async Task PruneAsync(PrismaDbContext db, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var drafts = now.AddDays(-14);
        await db.Steps.Where(step => step.Draft != "" && step.DraftSavedAt < drafts && step.State != StepState.Open)
            .ExecuteUpdateAsync(set => set.SetProperty(step => step.Draft, ""), cancellation);
        var codes = now.AddDays(-1);
        await db.SigningCodes.Where(code => code.ExpiresAt < codes).ExecuteDeleteAsync(cancellation);
        var links = now.AddDays(-90);
        await db.AccessLinks.Where(link => link.ExpiresAt < links).ExecuteDeleteAsync(cancellation);
    }
}
