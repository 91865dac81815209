using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Runs;

/// <summary>A run that is tried again may have stood still while its event was moved: what it waits for has the days that the calendar has now (domain.md §13.5). An event that rests asks when it goes on.</summary>
sealed class DaysMissed(PassageCompanion passages) : IBurstCompanion
{
    public Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation) => Task.CompletedTask;

    public async Task AgainAsync(Burst burst, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        if (await passages.OfFamilyAsync(burst.Instance.Id, cancellation) is not { Event.PausedAt: null })
            return;
        foreach (var bookmark in burst.BookmarksAdded.Where(bookmark => bookmark.DueAt is not null && CalendarDay.Waits.Contains(bookmark.Name)).ToList())
            await runtime.ResumeAsync(burst.Instance.Id, bookmark.Id, CalendarDay.Moved, cancellation);
    }
}
