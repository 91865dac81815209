using Prisma.Workflows.People;

namespace Prisma.Workflows.Enrolments;

/// <summary>What an activity says when it opens a step.</summary>
public sealed record StepOpening(string Key, StepKind Kind, string Title, Person Actor, string ActorPart)
{
    public string FormId { get; init; } = "";

    /// <summary>Days as written for the full profile; the event's profile scales them.</summary>
    public int DueDays { get; init; } = 14;

    /// <summary><see cref="Passage.FromStage"/> where the days are counted from the stage's first day.</summary>
    public string CountsFrom { get; init; } = "";

    public int MinDays { get; init; } = 3;

    /// <summary>The latest useful day: "T-28", "call-close" or empty.</summary>
    public string Floor { get; init; } = "";

    /// <summary>Set where the due instant is already known.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public string Mail { get; init; } = "";

    /// <summary>How many days after the step opens its mail goes out.</summary>
    public int MailDays { get; init; }

    public string Ladder { get; init; } = "";
    public string WhyNow { get; init; } = "";
    public string BookmarkId { get; init; } = "";
    public Guid? ReviewId { get; init; }
    public Guid? AgreementId { get; init; }

    /// <summary>The gathering of the catalogue it belongs to.</summary>
    public string Gathering { get; init; } = "";

    /// <inheritdoc cref="Step.AboutId"/>
    public Guid? AboutId { get; init; }

    /// <summary>Whether it is asked of something else than the round before, so that nothing which was said of that stands in it.</summary>
    public bool BeginsEmpty { get; init; }

    /// <summary>More facts for the mail that opens the step, beside those of the passage.</summary>
    public System.Text.Json.Nodes.JsonObject? Facts { get; init; }
}
