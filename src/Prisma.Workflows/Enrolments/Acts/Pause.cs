using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments.Acts;

/// <summary>A stakeholder rests, or rests until another day: ladders stop until the day they choose, at most 60 days and not beyond T−15 (domain.md §5.7).</summary>
public sealed class Pause(PassageCompanion passages)
{
    const int MaxDays = 60;
    const int LatestBeforeStart = 15;

    public const string TooNear = "The event is too near for a rest. Please talk with the facilitators.";

    public const string Begun = "A rest is for the time before the event, which has begun. Is it too much now? Please talk with the facilitators.";

    /// <summary>Why there is no day to rest to.</summary>
    public static string WhyNone(Event theEvent, DateTimeOffset now) => now < Zones.StartOf(theEvent.StartsOn, theEvent.TimeZone) ? TooNear : Begun;

    /// <summary>The last day somebody may rest to; null where the event is too near for any.</summary>
    public static DateOnly? LastDay(Event theEvent, Person person, DateTimeOffset now)
    {
        var today = Zones.DayOf(now, person.TimeZone);
        var latest = Math.Min(today.AddDays(MaxDays).DayNumber, theEvent.StartsOn.AddDays(-LatestBeforeStart).DayNumber);
        return latest > today.DayNumber ? DateOnly.FromDayNumber(latest) : null;
    }

    public async Task<Submission> ExecuteAsync(Guid enrolmentId, Guid personId, DateOnly until, CancellationToken cancellation)
    {
        if (await passages.OfEnrolmentAsync(enrolmentId, cancellation) is not { Enrolment.IsLive: true } passage || !passage.Enrolment.BelongsTo(personId))
            return Submission.AlreadyDone;
        var zone = passage.Person.TimeZone;
        if (LastDay(passage.Event, passage.Person, passage.Now) is not { } last)
            return Submission.Refused(WhyNone(passage.Event, passage.Now));
        if (until <= Zones.DayOf(passage.Now, zone) || until > last)
            return Submission.Refused($"Please choose a day from tomorrow to {MailFacts.Day(last, passage.Person)}.");

        var morning = Zones.At(until.ToDateTime(new TimeOnly(9, 0)), zone);
        if (passage.Enrolment.PausedUntil == morning)
            return Submission.AlreadyDone;

        passage.Enrolment.State = EnrolmentState.Paused;
        passage.Enrolment.PausedAt ??= passage.Now;
        passage.Enrolment.Revision++;
        passage.Enrolment.PausedUntil = morning;
        foreach (var step in passage.Enrolment.Steps.Where(step => step.IsOpen && step.ActorId == personId))
        {
            step.NextRungAt = passage.Enrolment.PausedUntil;
            step.Revision++;
        }

        passage.Tell(passage.Person.Name, $"{passage.Person.Name} rests until {MailFacts.Day(until, passage.Person)}.");
        var facts = new JsonObject { ["pause"] = new JsonObject { ["until"] = MailFacts.Day(until, passage.Person), ["cannot_wait"] = "" } };
        passage.Owe("E06", passage.Person, $"paused-{passage.Enrolment.Revision}", null, facts, immediate: true);
        return Submission.Accepted;
    }
}
