using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Enrolments;

/// <summary>Gives the links of steps closed in an operation their last day: closing + 14 days (domain.md §5.5), or as long as they let somebody back in.</summary>
sealed class CloseLinks(PrismaDbContext db, PassageTools tools, TimeProvider time) : IBeforeCommit
{
    static readonly TimeSpan Afterlife = TimeSpan.FromDays(14);

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        if (tools.Closed.Count == 0)
        {
            return;
        }

        var now = time.GetUtcNow();
        var silent = db.Held<Enrolment>().Select(ReEnter.SilentAt).Select(step => step?.Id).ToList();
        await foreach (var link in db.AccessLinks
            .Where(link => link.StepId != null && tools.Closed.Contains(link.StepId.Value) && link.ExpiresAt == null)
            .AsAsyncEnumerable().WithCancellation(cancellation))
        {
            link.ExpiresAt = now + (silent.Contains(link.StepId) ? ReEnter.Window : Afterlife);
        }
    }
}
