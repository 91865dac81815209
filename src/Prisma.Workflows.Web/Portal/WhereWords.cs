using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Ladders;
using Prisma.Workflows.Events;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Pathways.Views;
using Prisma.Workflows.Web.Ui;

namespace Prisma.Workflows.Web.Portal;

/// <summary>How an enrolment stands, said to the person whose it is.</summary>
static class WhereWords
{
    /// <summary>The form that answers an offer (domain.md §15).</summary>
    const string Offer = "F-33";

    public static string Of(EnrolmentView view) => view.Enrolment.State switch
    {
        EnrolmentState.Active when view.OwnSteps.FirstOrDefault(step => step.FormId == Offer) is { } offer => offer.DueAt > view.At
            ? $"A place is kept for you until {Words.Until(offer.DueAt, view.Person.TimeZone)}. Please answer by then: without an answer it goes to whoever waits."
            : $"Your answer to our offer was due on {Words.Day(offer.DueAt, view.Person.TimeZone)}. The place is kept a day longer; then it goes to whoever waits.",
        EnrolmentState.Active when view.OwnSteps.Count > 0 => "It is your turn.",
        EnrolmentState.Active when view is { Seat: SeatState.Waitlisted, IsOver: false } => $"You are on the waiting list, {view.PlaceInLine}. We write as soon as a place becomes free, and on {DayWords.Say(view.Enrolment.Event.StartsOn.AddDays(-SeatPlan.ListClosed))} at the latest, when the list closes.",
        EnrolmentState.Active => $"{(view.IsOver ? "The days are over. " : view.Seat == SeatState.Confirmed ? "You have a place. " : "")}{NextOf(view)}",
        EnrolmentState.Paused => view.Enrolment.PausedUntil is { } until ? $"You rest until {Words.Day(until, view.Person.TimeZone)}. No reminders come until then." : "We had no word from you for a while, so this way rests. No reminders come.",
        EnrolmentState.Completed => "You have walked this way to its end. Thank you for walking it.",
        EnrolmentState.Declined => view.Enrolment.EndingReason switch
        {
            Enrolment.OwnChoice => "This way has ended with a no. It needs no reason, and you are welcome to answer another call.",
            Enrolment.NextEvent => "Not this time. You are welcome at the next event; what we learned from talking with you is kept for 12 months, so that you won't begin again.",
            _ => "This way has ended. What was said is in the last mail you got.",
        },
        EnrolmentState.Withdrawn when view.Enrolment.Organisation is { } left => $"{left.Name} stepped out, and nothing more is asked of you. If you think again, write to us.",
        EnrolmentState.Withdrawn when view.Event.IsAlive && view.Event.CallClosesOn >= Zones.DayOf(view.At, view.Event.TimeZone) =>
            "You stepped out. If you think again, you are welcome to begin anew while this event calls, or to answer another call.",
        EnrolmentState.Withdrawn => "You stepped out, and nothing more is asked of you. You are welcome to answer another call.",
        EnrolmentState.Lapsed when LapsedBy(view.Enrolment.EndingReason) is { } words => words,
        EnrolmentState.Lapsed when !EventClock.IsStillOn(view.Event, view.At) => "This way has closed because it stood still for long. You are welcome to answer another call.",
        EnrolmentState.Lapsed when view.Enrolment.Steps.Exists(step => step is { FormId: Offer, State: StepState.Lapsed }) =>
            "We had no answer to our offer, so the place has gone to whoever waits. Write to us if you would still like to come: sometimes a place becomes free once more.",
        EnrolmentState.Lapsed => "This way has closed because it stood still for long. Write to us if you would like to go on: that is often possible.",
        _ => $"This event will not take place, so this way has ended. The reason: {view.Enrolment.EndingReason}",
    };

    /// <summary>What stands in place of a last day while somebody rests, which silence may close all the same; null where they do not rest.</summary>
    public static string? Waits(Enrolment enrolment, Step step, LadderLibrary ladders, string zone) => enrolment switch
    {
        _ when enrolment.State != EnrolmentState.Paused || step.ActorId != enrolment.PersonId => null,
        { PausedUntil: null } when ladders.Find(step.Ladder)?.SilenceEndsAt(step, zone) is { } end => $"It waits for you until {Words.Day(end, zone)}, and closes then if we hear nothing from you.",
        _ => "It waits until you are back, and its last day moves on with you.",
    };

    /// <summary>Why it closed though nobody kept silent; null where somebody did.</summary>
    static string? LapsedBy(string reason) => reason switch
    {
        Enrolment.NoCall => "The call that this waited for did not come, so this way has closed. You are welcome to answer another call.",
        Enrolment.NoConversation => "Twice a time was kept to talk, and we did not meet, so this way has closed. It says nothing about you; write to us if you would like to go on.",
        Enrolment.NoSeat => "No place became free, so the waiting list is closed. Thank you for waiting with us; you are welcome to answer another call.",
        Enrolment.NotArrived => "You were not there when the days began, so this way has closed. Write to us if something came between.",
        _ => null,
    };

    /// <summary>What is waited for where it is somebody else's turn, and until when.</summary>
    static string NextOf(EnrolmentView view) => view switch
    {
        _ when view.Agreements is [.., { State: AgreementState.Declined } unsigned] && OpenTo(view, StepKind.Task) is { } talk => $"“{unsigned.Title}” was not signed. {view.NameOf(talk.ActorId)} is asked to talk with you about what stands in the way.",
        _ when OpenTo(view, StepKind.Signature) is { } asking && view.Agreements.Any(one => one.Id == asking.AgreementId && one.ClockStoppedAt is not null) =>
            $"{view.NameOf(asking.ActorId)} asked something about “{asking.Title}” before signing it. The time for signing stands still until there is an answer.",
        _ when OpenTo(view, StepKind.Signature) is { } signer => $"{view.NameOf(signer.ActorId)} is to sign now, {By(view, signer)}. We write when it is done.",
        _ when OpenTo(view, StepKind.Gathering) is { } gathering => $"{gathering.Title} comes next.",
        _ when OpenTo(view, StepKind.Reading) is { } reading => $"What you sent is being read, {By(view, reading)}. We write when there is an answer.",
        _ when view.Enrolment.Steps.Find(step => step.IsOpen) is { } first => $"Nothing waits for you now. Somebody else has something to do first, {By(view, first)}; we write when it is your turn.",
        _ when view.WaitsFor.Count > 0 => $"Nothing waits for you now. We wait for {string.Join("; ", view.WaitsFor)}, and write when it is your turn.",
        _ => "Nothing waits for you now. We write when it is your turn.",
    };

    static string By(EnrolmentView view, Step step) =>
        Zones.DayOf(step.DueAt, view.Person.TimeZone) < Zones.DayOf(view.At, view.Person.TimeZone) ? $"which takes longer than planned ({Words.Day(step.DueAt, view.Person.TimeZone)})" : $"by {Words.Day(step.DueAt, view.Person.TimeZone)}";

    /// <summary>A step of this kind that somebody else has to do.</summary>
    static Step? OpenTo(EnrolmentView view, StepKind kind) => view.Enrolment.Steps.Find(step => step.IsOpen && step.Kind == kind && step.ActorId != view.Person.Id);
}
