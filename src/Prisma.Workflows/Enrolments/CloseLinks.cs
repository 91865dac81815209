using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Enrolments;

/// <summary>Gives the links of steps closed in an operation their last day: closing + 14 days (domain.md §5.5), or as long as they let somebody back in.</summary>
sealed class CloseLinks(DirectRows rows, PassageTools tools, TimeProvider time) : IBeforeCommit
{
    const string GiveLastDay = """UPDATE "AccessLinks" SET "ExpiresAt" = @value2 WHERE "StepId" = @value AND "ExpiresAt" IS NULL RETURNING 1""";

    public async Task PrepareAsync(CancellationToken cancellation)
    {
        if (tools.Closed.Count == 0)
            return;
        var now = time.GetUtcNow();
        var silent = rows.Context.Held<Enrolment>().Select(enrolment => ReEnter.SilentAt(enrolment)?.Id).ToHashSet();
        foreach (var step in tools.Closed)
            await rows.ReadAsync(GiveLastDay, [step, now + (silent.Contains(step) ? ReEnter.Window : AccessLink.Afterlife)], _ => true, cancellation);
    }
}
