using Prisma.Workflows.Agreements;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Mail;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>One enrolment whole: where it is, what is open, what was decided and signed, which mails went, and its story.</summary>
public sealed record EnrolmentView(Enrolment Enrolment, Event Event, Person Person)
{
    public IReadOnlyList<StageMark> Stages { get; init; } = [];
    public IReadOnlyDictionary<Guid, string> Names { get; init; } = new Dictionary<Guid, string>();
    public IReadOnlyList<Review> Reviews { get; init; } = [];
    public IReadOnlyList<Agreement> Agreements { get; init; } = [];
    public IReadOnlyList<OutboxMessage> Mails { get; init; } = [];
    public IReadOnlyList<AuditEntry> Story { get; init; } = [];

    /// <summary>The first entry whose chain does not hold; null when nobody touched the story.</summary>
    public AuditEntry? BrokenAt { get; init; }

    public SeatState? Seat { get; init; }

    /// <summary>How near to a seat somebody is who waits for one, in words; empty for everybody else.</summary>
    public string PlaceInLine { get; init; } = "";

    /// <summary>When it was read.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Whether the event's last day has passed.</summary>
    public bool IsOver => At > Zones.EndOf(Event.EndsOn, Event.TimeZone);

    /// <summary>What the pathway waits for when no step is open, in words.</summary>
    public IReadOnlyList<string> WaitsFor { get; init; } = [];

    public IReadOnlyList<OpenIncident> Incidents { get; init; } = [];

    /// <summary>Whether what its workflow stood at is torn, or was written by a newer program.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>The stakeholder's other passages in this event that are on the way.</summary>
    public IReadOnlyList<Enrolment> OtherWays { get; init; } = [];

    /// <summary>Whom the stakeholder may ask.</summary>
    public Person? Lead => Event.Team.OrderBy(member => member.Part).Select(member => member.Person).FirstOrDefault();

    /// <summary>The steps that are open for the stakeholder, the nearest due date first.</summary>
    public IReadOnlyList<Step> OwnSteps => OpenFor(Enrolment);

    /// <summary>What the stakeholder has sent or signed and can read again, each once, as it was last; of evenings each.</summary>
    public IReadOnlyList<Step> OwnDone =>
    [
        .. Enrolment.Steps.Where(step => step.ActorId == Person.Id && step.State == StepState.Submitted && (step.Answers.Length > 0 || step.AgreementId is not null))
            .GroupBy(step => (step.Key, Day: step.IsOfItsDay ? step.Round : 0)).Select(rounds => rounds.MaxBy(step => step.Round)!),
    ];

    /// <summary>Where somebody of the team is to meet the stakeholder alone.</summary>
    public IReadOnlyList<Step> Conversations => [.. Enrolment.Steps.Where(step => step.IsOpen && step.Kind == StepKind.Gathering && step.ActorId != Person.Id)];

    /// <summary>The gatherings of the event that have a time.</summary>
    public IReadOnlyList<EventGathering> Gatherings { get; init; } = [];

    /// <summary>When and where the gathering of a step is; null while no time is set since it was asked: what took place before was for others.</summary>
    public EventGathering? TimeOf(Step step) => Gatherings.FirstOrDefault(one => one.GatheringId == step.Gathering && one.StartsAt > step.OpenedAt);

    /// <summary>What of the story is the stakeholder's own: what they did and where they came; not who said what in a gate, be it somebody whose name begins as theirs does.</summary>
    public IReadOnlyList<AuditEntry> OwnStory => [.. Story.Where(entry => new[] { Person.Name, Enrolment.Name }.Any(own => entry.Actor == own
        || (entry.Sentence.StartsWith(own, StringComparison.Ordinal) && !entry.Sentence.StartsWith(entry.Actor, StringComparison.Ordinal))))];

    /// <summary>What is open for the stakeholder in one of their passages, the nearest due date first.</summary>
    public IReadOnlyList<Step> OpenFor(Enrolment passage) => [.. passage.Steps.Where(step => step.IsOpen && step.ActorId == Person.Id).OrderBy(step => step.DueAt)];

    /// <summary>Which time it is asked; a reading counts the rounds of its review.</summary>
    public int RoundOf(Step step) => Reviews.FirstOrDefault(review => review.Id == step.ReviewId)?.Round ?? step.Round;

    public string MailOf(Guid id) => Event.Team.Find(member => member.PersonId == id)?.Person.Email ?? Lead?.Email ?? "";

    public string NameOf(Guid id) => Names.GetValueOrDefault(id, "somebody");
}
