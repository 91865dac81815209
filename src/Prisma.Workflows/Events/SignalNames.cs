namespace Prisma.Workflows.Events;

/// <summary>The signals this slice itself records (domain.md §13.1).</summary>
public static class SignalNames
{
    public const string CallOpen = "participants.call.open";

    /// <summary>It closes earlier than planned, said once.</summary>
    public const string CallClosing = "participants.call.closing";

    /// <summary>A week of it is left, said once.</summary>
    public const string CallAgain = "participants.call.again";

    /// <summary>Gate G0 said yes.</summary>
    public const string Called = "event.called";

    public const string IntentionConsented = "event.intention.consented", DesignConsented = "event.design.consented";

    /// <summary>Gate G3 consented: people, means and agreements are enough.</summary>
    public const string Aligned = "event.aligned";

    /// <summary>The hosting agreement is signed by all.</summary>
    public const string Hosted = "hub.agreement.active";

    /// <summary>Said by the change itself, never by hand.</summary>
    public const string Cancelled = "event.cancelled", Rescheduled = "event.rescheduled", Paused = "event.paused";

    /// <summary>To one passage: somebody holds a role in the team and may not have agreed to it yet.</summary>
    public const string RolesOpen = "roles.open";

    /// <summary>The story can be read, at the address that is told with it.</summary>
    public const string StoryPublished = "case.published";

    /// <summary>The four said yes (gate G4), and people book their way.</summary>
    public const string Goes = "event.go";

    /// <summary>What was said of the days as they were: go (G4) and ready (G5).</summary>
    public static IReadOnlyList<string> OfTheDays { get; } = [Goes, "event.ready"];

    const string Stage = "stage.open:", Gathering = "gathering.", Held = ".held";

    /// <summary>What the event, its team or a passage may say, beside what pathways say themselves.</summary>
    public static IReadOnlyList<string> Known { get; } =
        [CallOpen, CallClosing, CallAgain, DesignConsented, Called, IntentionConsented, Aligned, Goes, "hub.ready", Hosted, Cancelled, Rescheduled, Paused];

    /// <summary>Those that come with a form or a decision of their own.</summary>
    public static bool IsSaidByItself(string name) => name is CallOpen or CallClosing or CallAgain or Cancelled or Rescheduled or Paused;

    /// <summary>Somebody opened this stage before its planned day.</summary>
    public static string StageOpen(string stage) => Stage + stage;

    /// <summary>Which stage may open, where that is what is said.</summary>
    public static string? StageOf(string name) => name.StartsWith(Stage, StringComparison.Ordinal) ? name[Stage.Length..] : null;

    /// <summary>Which gathering was held, where that is what is said.</summary>
    public static string? GatheringOf(string name) =>
        name.StartsWith(Gathering, StringComparison.Ordinal) && name.EndsWith(Held, StringComparison.Ordinal) && name.Length > Gathering.Length + Held.Length ? name[Gathering.Length..^Held.Length] : null;

    /// <summary>As a person would say it.</summary>
    public static string InWords(string name) => name switch
    {
        CallOpen => "The call for participants is open",
        CallClosing => "The call for participants closes early",
        CallAgain => "The call for participants is open for one more week",
        DesignConsented => "The design is consented",
        Called => "The event is called",
        IntentionConsented => "The intention is consented",
        Cancelled => "The event will not take place",
        Rescheduled => "The event moved to other days",
        Paused => "The event was paused",
        Aligned => "The event is aligned",
        Goes => "The event goes ahead",
        "event.ready" => "Everything is ready to open",
        RolesOpen => "Somebody holds a role they have not agreed to yet",
        "event.started" => "The days have begun",
        "event.ended" => "The days are over",
        "intention.written" => "The intention is written",
        "design.opened" => "The co-design is open",
        "hub.screened" => "A hub has been screened",
        "hub.ready" => "The hub is ready",
        Hosted => "The hosting agreement is active",
        "hub.systems.ready" => "The hub’s systems are ready",
        "hub.graduated" => "The hub can call its own events",
        "network.agreement.active" => "The first network agreement is active",
        "partner.agreement.active" => "The first contribution agreement is active",
        "currency.trial" => "The first practice currency is on trial",
        "participant.confirmed" => "The first participant is confirmed",
        "participant.ready" => "The first participant is ready",
        "case.drafted" => "The story is drafted",
        "harvest.closed" => "The harvest is closed",
        StoryPublished => "The story is published",
        _ when GatheringOf(name) is { } gathering => $"Gathering {gathering.Replace("ga-", "GA-", StringComparison.Ordinal)} was held",
        _ when StageOf(name) is { } stage => $"Stage {stage} was opened early",
        _ => name,
    };
}
