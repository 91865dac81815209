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

    /// <summary>Whether we write of events to come; kept with the person, who says it in other places too.</summary>
    public const string FutureCalls = "future_calls";

    /// <summary>Who may see what one contributed: "me", "event" or "public".</summary>
    public const string Timeline = "timeline", Me = "me";

    /// <summary>Whether who holds care may read what one needs; on for as long as something of it is kept.</summary>
    public const string CareData = "care_data";

    /// <summary>Whether those one prepares with see one's name and part.</summary>
    public const string Directory = "directory";

    /// <summary>Whether recordings of one's voice are kept beyond their time.</summary>
    public const string VoiceKept = "voice_kept";

    /// <summary>How a choice that is on is kept.</summary>
    public const string On = "true";

    /// <summary>The enrolments in which that is what holds of a choice.</summary>
    public static IQueryable<Guid> WhereChosen(PrismaDbContext db, string key, string value) => db.Enrolments
        .Where(one => db.ConsentChoices.Where(choice => choice.EnrolmentId == one.Id && choice.Key == key).OrderByDescending(choice => choice.At).ThenByDescending(choice => choice.Id).Select(choice => choice.Value).FirstOrDefault() == value)
        .Select(one => one.Id);

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
