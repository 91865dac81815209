using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Events;

/// <summary>One action-learning journey in one place (domain.md §2): its clock, its seats, its team and what has been reached.</summary>
public sealed class Event
{
    internal static readonly Part[] Facilitating = [Part.Lead, Part.Facilitator, Part.Enrolment, Part.Potential, Part.Enacting, Part.Evaluating, Part.Infrastructuring];

    /// <summary>Who is turned to, the first before the others.</summary>
    internal static readonly Part[] Asked = [.. Facilitating, Part.StewardDelegate, Part.Steward];

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Name { get; set; }

    /// <summary>Its part of the public address: a–z, 0–9 and hyphens.</summary>
    public required string Slug { get; set; }

    public required string Place { get; set; }

    /// <summary>One or two sentences for the public page.</summary>
    public string Summary { get; set; } = "";

    /// <summary>T: the first day of the intensive, in the event's own time zone.</summary>
    public required DateOnly StartsOn { get; set; }

    /// <summary>E: the last day.</summary>
    public required DateOnly EndsOn { get; set; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; set; }

    public required int Capacity { get; set; }

    /// <summary>Seats meant for some, as lines that <see cref="Quota.Read"/> understands.</summary>
    public string SeatsSetAside { get; set; } = "";

    /// <summary>Places for guests of partners, beyond the seats (domain.md §13.4); null where nobody said how many.</summary>
    public int? PlacesForPartners { get; set; }

    public required Profile Profile { get; set; }

    /// <summary>Whether a stage waits for the first day of its window, or opens as soon as somebody reaches it.</summary>
    public bool StagesFollowPlan { get; set; }

    public DateTimeOffset? CallOpenedAt { get; set; }
    public DateOnly? CallClosesOn { get; set; }

    /// <summary>Times offered for conversations, as instants.</summary>
    public List<DateTimeOffset> ConversationSlots { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Set while nothing goes on: no reminder, no date, until a place that hosts is found again (domain.md §13.6).</summary>
    public DateTimeOffset? PausedAt { get; set; }

    /// <summary>When it was decided that it will not take place; what people told is kept for as long as after an event that ended then.</summary>
    public DateTimeOffset? CancelledAt { get; set; }

    public int Revision { get; set; }
    public List<EventSignal> Signals { get; } = [];
    public List<TeamMember> Team { get; } = [];
    public List<EventGathering> Gatherings { get; } = [];

    /// <summary>Who leads it. Needs the team loaded, with its people.</summary>
    public Person? Lead => Team.Find(member => member.Part == Part.Lead)?.Person;

    /// <summary>Who sees to something about somebody, and whom they turn to: the lead; where that is themselves, another facilitator or a steward. Needs the team loaded, with its people.</summary>
    public Person? LeadBeside(Guid personId) =>
        Team.Where(member => member.PersonId != personId && Asked.Contains(member.Part)).MinBy(member => Array.IndexOf(Asked, member.Part))?.Person;

    /// <summary>A tenth of the seats, and one at least, unless somebody said another number.</summary>
    public int PartnerPlaces => PlacesForPartners ?? Math.Max(1, Capacity / 10);

    /// <summary>Whether it is still to take place.</summary>
    public bool IsAlive => CancelledAt is null;

    /// <summary>Whether it was said of its days that it goes ahead (gate G4), or since that it took place. Needs the signals loaded.</summary>
    public bool IsSaidToGo => Signals.Exists(signal => SignalNames.OfTheDays.Contains(signal.Name));

    /// <summary>To say why nothing can be begun here, once it is over or cancelled.</summary>
    public string WhyOff => IsAlive ? "This event is over." : "This event will not take place.";

    /// <summary>What the hub that hosts is called; by its place until its agreement is active.</summary>
    public string Host => Signals.Find(one => one.Name == SignalNames.Hosted)?.Organisation is { Length: > 0 } hub ? hub : Place;

    public string Story => $"event:{Id:N}";

    /// <summary>The event with what whoever begins or changes something in it reads: what was said, and the team.</summary>
    public static Task<Event> WithTeamAsync(PrismaDbContext db, Guid eventId, CancellationToken cancellation) =>
        db.Events.Include(one => one.Signals).Include(one => one.Team).ThenInclude(member => member.Person).AsSplitQuery().SingleAsync(one => one.Id == eventId, cancellation);

    internal sealed class Configuration : IEntityTypeConfiguration<Event>
    {
        public void Configure(EntityTypeBuilder<Event> builder)
        {
            builder.HasIndex(one => one.Slug).IsUnique();
            builder.Property(one => one.Revision).IsConcurrencyToken();
            builder.Ignore(one => one.Lead);
            builder.HasMany(one => one.Signals).WithOne().HasForeignKey(signal => signal.EventId);
            builder.HasMany(one => one.Gatherings).WithOne().HasForeignKey(gathering => gathering.EventId);
            builder.HasMany(one => one.Team).WithOne().HasForeignKey(member => member.EventId);
        }
    }
}
