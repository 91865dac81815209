using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Prisma.Workflows.Enrolments;

/// <summary>Something one person must do: read, answer, meet, sign. A gate's reading and a facilitator's task are steps too, with another actor.</summary>
public sealed class Step
{
    /// <summary>How a step ended whose actor left the team: somebody else has another instead.</summary>
    public const string HandedOver = "HandedOver";

    /// <summary>Ends the key of the task that asks for an answer to a question.</summary>
    public const string QuestionEnding = ".question";

    /// <summary>How a task ended that could not be done.</summary>
    public const string Blocked = "Blocked";

    /// <summary>The part of whoever an agreement of their own is about.</summary>
    public const string RoleHolder = "role-holder";

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EnrolmentId { get; init; }

    /// <summary>The row of domain.md's tables, e.g. "PAR-1.2".</summary>
    public required string Key { get; init; }

    /// <summary>1 for the first time it is asked; a returned step comes back as 2.</summary>
    public required int Round { get; init; }

    public required StepKind Kind { get; init; }
    public required string Title { get; set; }
    public required string StageKey { get; init; }
    public Purpose Purpose { get; init; } = Purpose.None;

    /// <summary>What led to it, as half a sentence after "because"; empty where nobody said.</summary>
    public string WhyNow { get; set; } = "";

    public required Guid ActorId { get; set; }

    /// <summary>"stakeholder", "reader", "interviewer", "facilitator", "lead".</summary>
    public required string ActorPart { get; init; }

    public string FormId { get; init; } = "";
    public int FormVersion { get; init; }
    public int Minutes { get; init; }

    /// <summary>The mail that opened it, e.g. "E02"; its reminders and status links go the same way.</summary>
    public string Mail { get; init; } = "";

    /// <summary>Moved on by the days an event rested, for ladders that count from here.</summary>
    public required DateTimeOffset OpenedAt { get; set; }

    public required DateTimeOffset DueAt { get; set; }

    /// <summary>The due date could not keep its latest useful day (domain.md §5.3).</summary>
    public bool IsTight { get; set; }

    public string Ladder { get; init; } = "";

    /// <summary>How many rungs of the ladder have been climbed or passed over.</summary>
    public int RungsDone { get; set; }

    /// <summary>When the next rung is due; null when the ladder has ended or rests.</summary>
    public DateTimeOffset? NextRungAt { get; set; }

    public StepState State { get; set; } = StepState.Open;
    public string Outcome { get; set; } = "";
    public DateTimeOffset? ClosedAt { get; set; }
    public int MoreTimeGiven { get; set; }
    public DateTimeOffset? MoreTimeAskedAt { get; set; }

    /// <summary>What was typed and not yet handed in, as JSON; kept for 14 days after the last autosave.</summary>
    public string Draft { get; set; } = "";

    public DateTimeOffset? DraftSavedAt { get; set; }

    /// <summary>What was handed in, as JSON.</summary>
    public string Answers { get; set; } = "";

    /// <summary>The bookmark its closing wakes; empty for a task that nothing waits for.</summary>
    public string BookmarkId { get; set; } = "";

    /// <summary>The gate's review this reading belongs to.</summary>
    public Guid? ReviewId { get; init; }

    /// <summary>The agreement this signature belongs to.</summary>
    public Guid? AgreementId { get; init; }

    /// <summary>The gathering of the catalogue it invites to, asks about or catches up on; empty for any other step.</summary>
    public string Gathering { get; init; } = "";

    /// <summary>For a task that asks to call, or for more time: the step somebody is silent about, or cannot do yet.</summary>
    public Guid? AboutId { get; init; }

    public int Revision { get; set; }

    public bool IsOpen => State is StepState.Open;

    /// <summary>The key of the task in which somebody of the team is asked to answer a question on what is to be signed.</summary>
    public string QuestionKey => Key + QuestionEnding;

    /// <summary>Whether each round is about a day of its own, and takes nothing from the one before.</summary>
    public bool IsOfItsDay => Ladder == Ladders.Ladder.OfAnEvening;

    /// <summary>Whether it comes back, with what was answered before.</summary>
    public bool ComesBack => Round > 1 && !IsOfItsDay;

    /// <summary>As they were asked. A database gives rows in an order of its own.</summary>
    public static int InOrder(Step one, Step other) => (one.OpenedAt, one.Key, one.Round, one.ActorId).CompareTo((other.OpenedAt, other.Key, other.Round, other.ActorId));

    internal sealed class Configuration : IEntityTypeConfiguration<Step>
    {
        public void Configure(EntityTypeBuilder<Step> builder)
        {
            builder.HasIndex(step => new { step.EnrolmentId, step.Key, step.Round, step.ActorId }).IsUnique();
            builder.HasIndex(step => step.NextRungAt).OnlyWithValue();
            builder.HasIndex(step => new { step.ActorId, step.State });
            builder.Property(step => step.Revision).IsConcurrencyToken();
            builder.ComplexProperty(step => step.Purpose);
        }
    }
}
