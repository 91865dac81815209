using Prisma.Workflows.Agreements;
using Prisma.Workflows.Audit;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
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

    /// <summary>What the pathway waits for when no step is open, in words.</summary>
    public IReadOnlyList<string> WaitsFor { get; init; } = [];

    public IReadOnlyList<string> Incidents { get; init; } = [];

    public string NameOf(Guid id) => Names.GetValueOrDefault(id, "somebody");
}
