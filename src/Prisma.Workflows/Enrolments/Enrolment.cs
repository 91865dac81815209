using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments;

/// <summary>One stakeholder on one pathway of one event; owns exactly one workflow instance.</summary>
public sealed class Enrolment
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EventId { get; init; }
    public Event Event { get; init; } = null!;
    public required Guid PersonId { get; init; }
    public Person Person { get; init; } = null!;

    /// <summary>The hub, network or partner that is on this pathway; null where it is a person, or the event itself.</summary>
    public Guid? OrganisationId { get; init; }

    public Organisation? Organisation { get; init; }

    /// <summary>The workflow definition's stable id, e.g. "pathway-participant".</summary>
    public required string Pathway { get; init; }

    public required string InstanceId { get; init; }
    public EnrolmentState State { get; set; } = EnrolmentState.Active;
    public string StageKey { get; set; } = "";
    public string StageTitle { get; set; } = "";
    public DateTimeOffset? StageEnteredAt { get; set; }

    /// <summary>The stage's four-slot purpose; a step without its own inherits it.</summary>
    public Purpose StagePurpose { get; set; } = Purpose.None;

    public DateTimeOffset? PausedAt { get; set; }
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>Why it ended, as a class that may be said aloud; details stay with the gate's record.</summary>
    public string EndingReason { get; set; } = "";

    /// <summary>What the person wants done with what they told: <see cref="Keep"/>, <see cref="Anonymise"/> or <see cref="Delete"/>; empty until they said.</summary>
    public string DataWish { get; set; } = "";

    public DateTimeOffset? DataWishAt { get; set; }

    /// <summary>When the wish, or what holds without one, was carried out.</summary>
    public DateTimeOffset? DataDoneAt { get; set; }

    /// <summary>Endings that pathways name and pages have words of their own for.</summary>
    public const string OwnChoice = "own-choice", NextEvent = "next-event", NoSeat = "no-seat", NoCall = "no-call", NoConversation = "no-conversation", NotArrived = "not-arrived";

    public const string Keep = "keep", Anonymise = "anonymise", Delete = "delete";

    static readonly TimeSpan _timeToThinkAgain = TimeSpan.FromDays(14);

    /// <summary>From when on the wish is carried out; null where there is none, or it is to keep all as it is.</summary>
    public DateTimeOffset? DataDueAt => DataWish is Anonymise or Delete ? DataWishAt + _timeToThinkAgain : null;

    /// <summary>Wishes of before this are due.</summary>
    public static DateTimeOffset WishesDueAt(DateTimeOffset now) => now - _timeToThinkAgain;

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When what was agreed ends by its notice; null while the enrolment lives, and where nothing with a notice was in force when it ended.</summary>
    public DateTimeOffset? NoticeEndsAt { get; set; }

    /// <summary>Set while the enrolment lives, so that a person has one live enrolment on a pathway of an event.</summary>
    public string? LiveKey { get; set; }

    /// <summary>The last change of the event that has reached this passage.</summary>
    public Guid? ChangeId { get; set; }

    /// <summary>The version of the pathway in which it goes on from its next stage; null where it stays in its own.</summary>
    public string? NextVersionId { get; set; }

    public int Revision { get; set; }
    public List<Step> Steps { get; } = [];

    /// <summary>Whom the organisation has named for parts in this passage.</summary>
    public List<Contact> Contacts { get; } = [];

    public string Story => StoryOf(Id);

    /// <summary>Who is on the pathway: a person, an organisation, or the event itself. Needs all three loaded.</summary>
    public string Name => Organisation?.Name ?? (IsOfEvent ? Event.Name : Person.Name);

    /// <summary>The event's own passage, walked by its facilitators and hosts together, rather than a stakeholder's.</summary>
    public bool IsOfEvent => Pathway is Organisations.Pathway.Event or Organisations.Pathway.Case;

    /// <summary>Whether it is theirs, to rest in it and to leave it. The event's own is in its lead's name and nobody's to leave.</summary>
    public bool BelongsTo(Guid personId) => !IsOfEvent && PersonId == personId;

    /// <summary>The time for a conversation that was chosen among those offered, where that was the last thing answered and it still lies ahead.</summary>
    public DateTimeOffset? TimeKept(DateTimeOffset now) =>
        Steps.LastOrDefault(step => step.Answers.Length > 0) is { } asked && JsonNode.Parse(asked.Answers)?["slot"]?.ToString() is { } slot
            && DateTimeOffset.TryParseExact(slot, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) && at > now ? at : null;

    /// <summary>Endings before the end of the pathway that are not the event's: somebody stepped out, fell silent, or it came to a no.</summary>
    public static readonly EnrolmentState[] Gone = [EnrolmentState.Withdrawn, EnrolmentState.Lapsed, EnrolmentState.Declined];

    public bool IsLive => State is EnrolmentState.Active or EnrolmentState.Paused;

    public static string StoryOf(Guid id) => $"enrolment:{id:N}";

    public static string LiveKeyOf(Guid eventId, Guid personId, string pathway) => $"{eventId:N}:{personId:N}:{pathway}";

    internal sealed class Configuration : IEntityTypeConfiguration<Enrolment>
    {
        public void Configure(EntityTypeBuilder<Enrolment> builder)
        {
            builder.HasIndex(enrolment => enrolment.LiveKey).IsUnique();
            builder.HasIndex(enrolment => enrolment.InstanceId).IsUnique();
            builder.HasIndex(enrolment => new { enrolment.EventId, enrolment.State });
            builder.Property(enrolment => enrolment.Revision).IsConcurrencyToken();
            builder.ComplexProperty(enrolment => enrolment.StagePurpose);
            builder.HasMany(enrolment => enrolment.Contacts).WithOne().HasForeignKey(contact => contact.EnrolmentId);
            builder.HasMany(enrolment => enrolment.Steps).WithOne().HasForeignKey(step => step.EnrolmentId);
        }
    }
}
