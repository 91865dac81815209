namespace Prisma.Workflows.Consents;

/// <summary>One choice of form F-17 as somebody made it within one enrolment. Choices are added and never changed: the last of a key holds (domain.md §19.3).</summary>
[Index(nameof(EnrolmentId), nameof(Key), nameof(At))]
public sealed class ConsentChoice
{
    /// <summary>The form whose fields are the choices; all are off until they are made.</summary>
    public const string Form = "F-17";

    /// <summary>The part of the form without which nobody can be on the way: what is off there is said, and ends by stepping out.</summary>
    public const string Needed = "needed";

    /// <summary>Pictures and film: <see cref="Public"/>, "cohort" or "none".</summary>
    public const string Picture = "picture", Public = "public";

    /// <summary>One's words in the story of the event: "ask", <see cref="Anonymous"/> or <see cref="No"/>.</summary>
    public const string CaseWords = "case_words", Anonymous = "anonymous", No = "no";

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required Guid EnrolmentId { get; init; }
    public required string Key { get; init; }

    /// <summary>Empty where it is off.</summary>
    public required string Value { get; init; }

    /// <summary>Which words were before them.</summary>
    public required int FormVersion { get; init; }

    public required DateTimeOffset At { get; init; }
    public required string By { get; init; }
}
