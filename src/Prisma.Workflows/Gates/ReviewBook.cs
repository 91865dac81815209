using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Gates;

/// <summary>The reviews of one enrolment, loaded for a burst.</summary>
public sealed class ReviewBook(Passage passage, List<Review> reviews, GateLibrary gates, ReaderCircle circle)
{
    public GateLibrary Gates => gates;

    /// <summary>What the readers last gave on average; null where nobody has read yet.</summary>
    public double? Mean => reviews.Where(review => review.Mean is not null).MaxBy(review => review.OpenedAt)?.Mean;

    /// <summary>The one that was decided last; null where none was.</summary>
    public Review? Last => reviews.Where(review => review.DecidedAt is not null).MaxBy(review => review.DecidedAt);

    /// <summary>Opens a round of a gate and asks its readers; null when the circle cannot fill it.</summary>
    public Review? Open(Gate gate, string stepKey, string title, List<string> reads, int dueDays, string countsFrom, string mail, string ladder, string bookmarkId)
    {
        var readers = Readers(gate, reads, [.. reviews.Where(one => one.StepKey == stepKey).SelectMany(one => one.Responses).Where(response => response.IsTied).Select(response => response.PersonId), .. ReaderCircle.SaidTies(passage, reads)]);
        if (readers.Count == 0)
            return null;

        // A plan's days reach from the stage's first day to the gate; whoever is asked again has the gate's own.
        var isFirst = !reviews.Exists(one => one.StepKey == stepKey);
        var days = countsFrom == Passage.FromStage && !isFirst ? gate.DueDays : dueDays;
        var due = EventClock.Due(passage.Event, passage.Event.TimeZone, passage.Since(countsFrom, isFirst), days, now: passage.Now);
        var review = new Review
        {
            EnrolmentId = passage.Enrolment.Id,
            StepKey = stepKey,
            GateId = gate.Id,
            Round = reviews.Count(one => one.StepKey == stepKey) + 1,
            Title = title,
            Reads = reads,
            OpenedAt = passage.Now,
            DueAt = due.At,
            BookmarkId = bookmarkId,
        };
        CallNoMoreAbout(stepKey);
        reviews.Add(review);
        passage.Add(review);
        foreach (var reader in readers)
            circle.Ask(passage, review, gate, reader, mail, ladder);
        return review;
    }

    /// <summary>Nobody calls any longer whoever was silent in a round that is followed by another.</summary>
    void CallNoMoreAbout(string stepKey)
    {
        var readings = passage.Enrolment.Steps.Where(step => reviews.Exists(review => review.Id == step.ReviewId && review.StepKey == stepKey)).Select(step => step.Id).ToHashSet();
        foreach (var call in passage.Enrolment.Steps.Where(step => step is { IsOpen: true, AboutId: { } about } && readings.Contains(about)))
            passage.CloseStep(call, StepState.Skipped, nameof(StepState.Skipped));
    }

    IReadOnlyList<Person> Readers(Gate gate, IReadOnlyList<string> reads, IReadOnlyCollection<Guid> tied)
    {
        if (gate.IsByConsent)
        {
            return ReaderCircle.Assemble(passage, gate, reads, tied) is { } circles
                ? [.. circles.SelectMany(one => one.People).Distinct().Select(passage.PersonOf)]
                : [];
        }

        var chosen = ReaderCircle.Choose(passage, gate, gate.Readers, [], tied);
        return chosen.Count < gate.Readers ? [] : chosen;
    }

    /// <summary>The window in which objections could still come is over: what the answers so far come to. Empty while it stays open.</summary>
    public string EndWindow(string stepKey)
    {
        if (reviews.FindLast(one => one.StepKey == stepKey) is not { IsOpen: true } review || gates.Find(review.GateId) is not { } gate)
            return "";
        var decision = ConsentRound.Decide(gate, review.Round, ReaderCircle.Asked(passage, gate, review), review.Responses, windowIsOver: true);
        if (decision.Outcome.Length > 0)
            Outcomes.Settle(passage, gate, review, decision);
        return decision.Outcome;
    }

    /// <summary>Closes what is still open of the last review of a step; a ladder that ran out ends it here.</summary>
    public Review? Conclude(string stepKey, string outcome)
    {
        var review = reviews.FindLast(one => one.StepKey == stepKey);
        if (review is null)
            return null;
        if (review.IsOpen)
        {
            review.DecidedAt = passage.Now;
            review.Outcome = outcome;
            review.Sentence = "Too few answered in time; the lead facilitator finds out how to go on.";
            review.Revision++;
        }

        foreach (var step in passage.Enrolment.Steps.Where(step => step.IsOpen && step.ReviewId == review.Id))
            passage.CloseStep(step, StepState.Skipped, outcome);
        return review;
    }

    /// <summary>How the last review of a step came out; NoQuorum where nothing decided it.</summary>
    public string OutcomeOf(string stepKey) =>
        reviews.FindLast(one => one.StepKey == stepKey) is { Outcome.Length: > 0 } review ? review.Outcome : Decision.NoQuorum;

    /// <summary>What two rounds could not decide, and no call of the stewards has since.</summary>
    public Review? UnresolvedOf(string gateId) => reviews.FindLast(one => one.GateId == gateId) is { Outcome: Decision.Unresolved } review ? review : null;

    /// <summary>The steward circle met over what the rounds had left open; its reason is kept with the gate and told to those who took part.</summary>
    public void DecideInCall(string gateId, bool adopted, string reason)
    {
        if (UnresolvedOf(gateId) is { } review)
            Outcomes.SettleInCall(passage, gates.Find(gateId), review, adopted, reason);
    }

    /// <summary>Ends what is being read for these steps, as the pathway goes on without it, or has ended: nobody is asked to read it any more.</summary>
    public void GoOnWithout(IReadOnlyList<string> steps)
    {
        foreach (var review in reviews.Where(review => review.IsOpen && steps.Contains(review.StepKey)))
        {
            foreach (var step in passage.Enrolment.Steps.Where(step => step.IsOpen && step.ReviewId == review.Id).ToList())
                passage.CloseStep(step, StepState.Skipped, nameof(StepState.Skipped));
            review.DecidedAt = passage.Now;
            review.Outcome = "Cancelled";
            review.Sentence = "It was no longer needed.";
            review.Revision++;
        }
    }

    /// <summary>Loads the book of an enrolment's instance, once an operation.</summary>
    internal sealed class Companion(DirectRows rows, PassageCompanion passages, GateLibrary gates, ReaderCircle circle) : IBurstCompanion
    {
        const string OfEnrolment = """WHERE "EnrolmentId" = @value""";
        const string OfReviews = """WHERE "ReviewId" IN (SELECT "Id" FROM "Reviews" WHERE "EnrolmentId" = @value)""";

        readonly HashSet<Guid> _loaded = [];

        public async Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation)
        {
            if (await passages.OfInstanceAsync(instanceId, cancellation) is not { } passage)
                return;
            var id = passage.Enrolment.Id;
            if (_loaded.Add(id) && await rows.FollowAsync<Review>(OfEnrolment, id, cancellation) is not [])
                await rows.FollowAsync<ReviewResponse>(OfReviews, id, cancellation);
            List<Review> reviews = [.. rows.Context.Held<Review>().Where(review => review.EnrolmentId == id).OrderBy(review => review.OpenedAt)];
            context.With(new ReviewBook(passage, reviews, gates, circle));
        }
    }
}
