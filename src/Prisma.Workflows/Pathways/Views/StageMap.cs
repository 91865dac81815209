using Prisma.Workflows.Authoring;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>The stages of a pathway, read from its stage markers, as one enrolment passes them; of one that ended on the way, those it came to.</summary>
public static class StageMap
{
    public const string StageType = "Prisma.Stage";

    /// <summary>PAR-10 comes after PAR-2.</summary>
    internal static readonly StringComparer InOrder = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    public static IReadOnlyList<StageMark> Of(WorkflowDefinition definition, Enrolment enrolment, Event theEvent, DateTimeOffset now)
    {
        var stages = definition.NodesByNodeId.Values.Where(node => node.Type == StageType)
            .Select(node => (Key: KeyOf(node), Title: Text(node, "title"))).OrderBy(stage => stage.Key, InOrder).ToList();
        var here = stages.FindIndex(stage => stage.Key == enrolment.StageKey);
        var done = enrolment.State == EnrolmentState.Completed;
        var ended = !done && !enrolment.IsLive;
        var today = Zones.DayOf(now, theEvent.TimeZone);
        DateOnly? entered = enrolment.StageEnteredAt is { } at ? Zones.DayOf(at, theEvent.TimeZone) : null;
        return
        [
            .. stages.Take(ended ? here + 1 : stages.Count).Select((stage, index) =>
            {
                var place = done || index < here ? StagePlace.Behind : index > here ? StagePlace.Ahead : ended ? StagePlace.Ended : StagePlace.Here;
                var window = place != StagePlace.Behind && EventClock.WindowOf(stage.Key, theEvent) is { } planned && planned.ClosesOn >= today ? planned : null;
                return new StageMark(stage.Key, stage.Title, place, index == here && entered < window?.OpensOn ? entered : window?.OpensOn, window?.ClosesOn);
            }),
        ];
    }

    /// <summary>A stage marker's short name, such as PAR-1.</summary>
    internal static string KeyOf(ActivityNode stage) => Text(stage, "key");

    static string Text(ActivityNode node, string member) => node.LiteralStrings(member).FirstOrDefault() ?? "";
}
