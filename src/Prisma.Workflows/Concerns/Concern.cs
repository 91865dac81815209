using System.ComponentModel.DataAnnotations;
using Prisma.Workflows.Events;

namespace Prisma.Workflows.Concerns;

/// <summary>Something that isn't right, told to the trust nodes of an event (domain.md §12.6). Sealed: only those who look into it read it, and it stands in nobody's passage.</summary>
[Index(nameof(CodeHash), IsUnique = true)]
[Index(nameof(State), nameof(ReceivedAt))]
public sealed class Concern
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public Event Event { get; init; } = null!;

    /// <summary>Who told it comes back with a code of their own; only its SHA-256 is kept.</summary>
    public required string CodeHash { get; init; }

    /// <summary>The answers of F-31, as JSON.</summary>
    public required string Said { get; init; }

    /// <summary>Where to write to who told it; empty where they chose a phone call or the code.</summary>
    public string ReporterMail { get; init; } = "";

    /// <summary>Stands for who told it in links; it is nobody's id elsewhere.</summary>
    public Guid ReporterKey { get; init; } = Guid.CreateVersion7();

    /// <summary>Where to write to whom it is about; empty while they are not written to.</summary>
    public string OtherMail { get; set; } = "";

    public Guid OtherKey { get; init; } = Guid.CreateVersion7();
    public ConcernState State { get; set; } = ConcernState.Received;
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Until when those who look into it meet: two working days, while people are together the same day.</summary>
    public required DateTimeOffset MeetBy { get; init; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>When the lead of the stewards was told that nobody had opened it; without its content.</summary>
    public DateTimeOffset? AlertedAt { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }
    public ConcernOutcome? Outcome { get; set; }

    /// <summary>What who told it reads at the end.</summary>
    public string ToReporter { get; set; } = "";

    /// <summary>What the other side reads at the end.</summary>
    public string ToOther { get; set; } = "";

    public DateTimeOffset? AppealedAt { get; set; }

    [ConcurrencyCheck]
    public int Revision { get; set; }

    public List<ConcernPerson> People { get; } = [];
    public List<ConcernNote> Notes { get; } = [];

    public bool IsReadBy(Guid personId) => People.Exists(one => one.PersonId == personId && one.Part != ConcernPart.Involved);

    /// <summary>Whether those of this part have still to decide on it.</summary>
    public bool IsOpenTo(ConcernPart part) => part switch
    {
        ConcernPart.Responder => State is ConcernState.Received or ConcernState.Acknowledged,
        ConcernPart.SecondLook => State == ConcernState.Appealed,
        _ => false,
    };

    /// <summary>Asked once, within fourteen days of the closing.</summary>
    public bool MayAskAgain(DateTimeOffset now) => State == ConcernState.Closed && ClosedAt is { } closed && now <= closed.AddDays(DaysToAskAgain);

    public const int DaysToAskAgain = 14;

    /// <summary>How the record names its two sides.</summary>
    public const string Reporter = "Who told it", OtherSide = "The other side";
}
