using Prisma.Workflows.Agreements.Wordings;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Agreements;

/// <summary>An agreement as it is put before people now: its parties in the order of signing, and its text and summary in one language.</summary>
public sealed record AgreementTemplate(string Id, int Version, string Title, IReadOnlyList<string> Parties, IReadOnlyList<string> Summary, string Text)
{
    public AgreementWords Words => new(Title, Summary, Text) { NoticeDays = NoticeDays };

    /// <summary>In which its words are written.</summary>
    public string Language { get; init; } = Languages.Fallback;

    /// <summary>For how many days it still holds once either side leaves; 0 where its text names none.</summary>
    public int NoticeDays { get; init; }

    /// <summary>Days after the event's end, or after the last signature where it is <see cref="ReviewFrom"/> there, at which it is looked at again.</summary>
    public int ReviewDays { get; init; } = 60;

    /// <summary>"signing" where the days are counted from the last signature; empty where they are counted from the event.</summary>
    public string ReviewFrom { get; init; } = "";

    /// <summary>The event's stage, such as "EV-3", whose gate it is looked at again for before that (domain.md §17); empty where there is none.</summary>
    public string ReviewFor { get; init; } = "";

    /// <summary>The day on which what is signed today is looked at again: in time for the gate, or days after the event, or as many after it was signed.</summary>
    public DateOnly ReviewOn(Event theEvent, DateOnly today)
    {
        var day = EventClock.WindowOf(ReviewFor, theEvent)?.ClosesOn.AddDays(-Agreement.DaysToLook) is { } ofTheGate && ofTheGate > today ? ofTheGate : theEvent.EndsOn.AddDays(ReviewDays);
        return day > today && ReviewFrom.Length == 0 ? day : today.AddDays(ReviewDays);
    }
}
