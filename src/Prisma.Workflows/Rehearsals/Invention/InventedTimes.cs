using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gatherings;

namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>The event's lead, who sets a time for each gathering the day after the first was invited to it, and another for those who come later.</summary>
sealed class InventedTimes(RehearsalRoom room, Event theEvent, CancellationToken cancellation)
{
    readonly Dictionary<string, DateTimeOffset> _times = new(StringComparer.Ordinal);

    public IEnumerable<PlannedAct> Plan(IEnumerable<AskedStep> asked)
    {
        foreach (var step in asked.Where(one => one.IsOfParticipant && one.Step is { Kind: StepKind.Form, Gathering.Length: > 0 } && one.Step.FormId != ReadGatherings.CatchUp).Select(one => one.Step))
        {
            if (_times.TryGetValue(step.Gathering, out var known) && known > step.OpenedAt)
                continue;
            var at = InventedEvent.At(Zones.DayOf(step.DueAt, InventedEvent.TimeZone).AddDays(3), 17);
            _times[step.Gathering] = at;
            yield return new PlannedAct(step.OpenedAt.AddDays(1), () => room.RunAsync<PlanGathering, Outcome<EventGathering>>(
                plan => plan.ExecuteAsync(theEvent.Id, step.Gathering, at, null, $"{theEvent.Place}, or by video", InventedEvent.Lead, cancellation)));
        }
    }
}
