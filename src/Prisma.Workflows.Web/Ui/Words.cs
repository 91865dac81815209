using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Gates;

namespace Prisma.Workflows.Web.Ui;

/// <summary>Days, moments and states as people say them.</summary>
static class Words
{
    const int MostNames = 6;

    static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>Who is on a pathway, as a noun.</summary>
    public static string OfPathway(string pathway) => pathway switch
    {
        Pathway.Participant => "participant",
        Pathway.Hub => "hub",
        Pathway.Network => "practice network",
        Pathway.Partner => "partner",
        Pathway.Event => "the event itself",
        Pathway.Case => "its case study",
        _ => pathway,
    };

    /// <summary>The first few of many, and how many more there are.</summary>
    public static string Some(IReadOnlyCollection<string> names, string between = ", ") =>
        string.Join(between, names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");

    /// <summary>"Ada, Bo and Cy".</summary>
    public static string All(IReadOnlyList<string> names) => names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    public static string Day(DateTimeOffset instant, string zone) => DayWords.SayInFull(Zones.DayOf(instant, zone));

    public static string Moment(DateTimeOffset instant, string zone) => Zones.Local(instant, zone).ToString("d MMM yyyy, HH:mm", English);

    /// <summary>"by Friday 4 June 2027, 23:59 (Europe/Lisbon)".</summary>
    public static string Until(DateTimeOffset due, string zone) =>
        $"{DayWords.Say(due, zone)} ({zone.Replace('_', ' ')})";

    public static string Of(EnrolmentState state) => state switch
    {
        EnrolmentState.Active => "on the way",
        EnrolmentState.Paused => "resting",
        EnrolmentState.Completed => "completed",
        EnrolmentState.Declined => "not this time",
        EnrolmentState.Withdrawn => "stepped out",
        EnrolmentState.Lapsed => "not heard from",
        _ => "cancelled",
    };

    public static string Kind(EnrolmentState state) => state switch
    {
        EnrolmentState.Active or EnrolmentState.Completed => "good",
        EnrolmentState.Paused => "waiting",
        _ => "",
    };

    public static string Of(EventChange change) => (change.Kind, change.State) switch
    {
        (ChangeKind.Cancellation, _) => "The event will not take place",
        (ChangeKind.Resumption, _) => "The event goes on",
        (ChangeKind.Pause, ChangeState.Done or ChangeState.Dropped) => "The event rested",
        (ChangeKind.Pause, _) => "The event rests",
        (_, ChangeState.Proposed) => $"Proposed: to move it to {DayWords.Say(change.NewStartsOn!.Value, change.NewEndsOn!.Value)}",
        (_, ChangeState.Dropped) => $"It did not move to {DayWords.Say(change.NewStartsOn!.Value, change.NewEndsOn!.Value)}",
        _ => $"It moved to {DayWords.Say(change.NewStartsOn!.Value, change.NewEndsOn!.Value)}",
    };

    public static string Of(SeatState seat) => seat switch
    {
        SeatState.Reserved => "held",
        SeatState.Confirmed => "confirmed",
        SeatState.Waitlisted => "on the waiting list",
        _ => "given back",
    };

    public static string Of(ResponseKind response) => response switch
    {
        ResponseKind.Consent => "consents",
        ResponseKind.ConsentWithConcern => "consents with a concern",
        ResponseKind.Object => "objects",
        ResponseKind.StandAside => "stands aside",
        ResponseKind.Return => "sends it back",
        ResponseKind.Decline => "declines",
        _ => "scored",
    };

    public static string Of(AgreementState agreement) => agreement switch
    {
        AgreementState.Signing => "being signed",
        AgreementState.Active => "signed by all",
        AgreementState.Declined => "declined",
        AgreementState.Expired => "not signed in time",
        AgreementState.Superseded => "signed anew since",
        _ => "ended",
    };

    public static string Of(StepState state) => state switch
    {
        StepState.Open => "open",
        StepState.Submitted => "done",
        StepState.Returned => "returned",
        StepState.Declined => "declined",
        StepState.Skipped => "no longer needed",
        StepState.Cancelled => "cancelled",
        _ => "closed unanswered",
    };

    /// <summary>What was just done with a version of a pathway; null where nothing was.</summary>
    public static string? DoneWithVersion(string? did, string? version) => did switch
    {
        "publish" => $"Version {version} is published: whoever begins from now on begins in it. Who is on the way stays in the version they began in.",
        "retract" => $"Version {version} is taken back: nobody begins on this pathway any more. Was it a mistake? Publish it again below.",
        "discard" => "The draft is discarded.",
        _ => null,
    };
}
