using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Rehearsals.Invention;

/// <summary>When and how the invented people do what they are asked. Here all keep to the plan: a little after the first reminder where a form waits for long, otherwise within days.</summary>
class Manners
{
    /// <summary>A form that is open longer than this is left until after its first reminder.</summary>
    const int PatientDays = 7;

    /// <summary>What comes of a step, in order; nothing where it stays unanswered.</summary>
    public virtual IEnumerable<Intention> Plan(AskedStep asked, Event theEvent) => [new Intention(Usually(asked.Step))];

    static DateTimeOffset Usually(Step step) => step.Kind switch
    {
        _ when IsOfTheDays(step) => On(step.OpenedAt, 1, 20, 0),
        _ when step.Key == InventedPeople.PublishesTheStory => On(step.OpenedAt, 1, 11, 0),
        StepKind.Form when step.NextRungAt is { } reminder && (step.DueAt - step.OpenedAt).TotalDays >= PatientDays => On(reminder, 1, 18, 30),
        StepKind.Form => On(step.OpenedAt, 2, 18, 30),
        StepKind.Reading => On(step.OpenedAt, 2, 10, 30),
        StepKind.Gathering => On(step.OpenedAt, 3, 16, 0),
        StepKind.Signature => On(step.OpenedAt, 1, 18, 0),
        _ when step.Key == InventedPeople.OpensTheCall => On(step.OpenedAt, 0, 9, 0),
        _ => On(step.OpenedAt, 1, 11, 0),
    };

    /// <summary>What belongs to the intensive is noted from evening to evening.</summary>
    protected static bool IsOfTheDays(Step step) => step.StageKey == "EV-5";

    protected static DateTimeOffset On(DateTimeOffset from, int days, int hour, int minute) =>
        InventedEvent.At(Zones.DayOf(from, InventedEvent.TimeZone).AddDays(days), hour, minute);
}
