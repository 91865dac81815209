using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Goes on when the event has reached something, whether that came before or comes later (domain.md §13.1).</summary>
[Activity("Prisma.WaitSignal", Category = "Waiting", DisplayName = "Wait for a signal", Description = "Waits until the event, or this passage, has reached something.", Outcomes = ["Received", "TimedOut"])]
public sealed class WaitSignalActivity : Activity
{
    [Input(DisplayName = "Signals", Description = "What is waited for.", UiHint = "multitext")]
    public List<string> Signals { get; set; } = [];

    [Input(DisplayName = "Any or all", Description = "Whether one is enough.", UiHint = "dropdown", Options = ["any=one is enough", "all=all of them"])]
    public string Mode { get; set; } = "any";

    [Input(DisplayName = "Whose", Description = "The event's, or this enrolment's own.", UiHint = "dropdown", Options = ["event=the event’s", "enrolment=this enrolment’s own"])]
    public string Scope { get; set; } = "event";

    [Input(DisplayName = "Until", Description = "The last day it waits, then it goes on as “Timed out”; empty to wait for as long as it takes. Three days before the event: T-3. Two weeks after stage PAR-2 closes: window:PAR-2.close+14. Fourteen days from when it begins to wait: P14D.")]
    public string Timeout { get; set; } = "";

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        if (Scope == "event" && IsMet(passage))
        {
            context.Complete("Received");
            return;
        }

        var until = Timeout.Length == 0 ? null : CalendarDay.Named(Timeout, passage);
        var dueAt = until is { } day && day <= context.Now ? context.Now.AddDays(1) : until;
        foreach (var signal in Signals)
        {
            context.Wait(Stimulus(passage, signal), dueAt: dueAt);
            dueAt = null;
        }
    }

    public override void OnResume(ActivityContext context, Bookmark bookmark, JsonObject? input)
    {
        var passage = context.Feature<Passage>();
        if (CalendarDay.Woke(input))
            LookAgain(context, passage, bookmark, input);
        else if (Scope == "enrolment" || IsMet(passage))
            context.Complete("Received");
        else
            GoOnWaiting(context, passage, bookmark.DueAt);
    }

    /// <summary>One of several was reached. The last day goes over to another of them, and what is no longer reached by now is waited for again.</summary>
    void GoOnWaiting(ActivityContext context, Passage passage, DateTimeOffset? dueAt)
    {
        foreach (var signal in Signals.Where(signal => !passage.HasReached(signal)))
        {
            var stimulus = Stimulus(passage, signal);
            var waits = context.Bookmarks.FirstOrDefault(bookmark => bookmark.Hash == stimulus.Hash);
            if (waits is not null && dueAt is null)
                continue;
            if (waits is not null)
                context.Burn(waits);
            context.Wait(stimulus, dueAt: dueAt);
            dueAt = null;
        }
    }

    void LookAgain(ActivityContext context, Passage passage, Bookmark bookmark, JsonObject? input)
    {
        if (CalendarDay.StillAhead(CalendarDay.Of(Timeout, passage, bookmark), passage, input) is { } until)
            context.Wait(Stimulus(passage, Signals.First(signal => Stimulus(passage, signal).Hash == bookmark.Hash)), dueAt: until);
        else
            context.Complete("TimedOut");
    }

    Stimulus Stimulus(Passage passage, string signal) =>
        Enrolments.Signals.Stimulus(new PendingSignal(signal, passage.Event.Id, Scope == "enrolment" ? passage.Enrolment.Id : null));

    bool IsMet(Passage passage) => Mode == "all" ? Signals.All(passage.HasReached) : Signals.Any(passage.HasReached);
}
