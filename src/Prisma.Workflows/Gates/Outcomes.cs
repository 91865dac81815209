using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Gates;

/// <summary>Writes down how a review came out, and tells those who took part.</summary>
static class Outcomes
{
    const string Again = " It is looked at again on ";

    public static void Settle(Passage passage, Gate gate, Review review, Decision decision)
    {
        review.DecidedAt = passage.Now;
        review.Outcome = decision.Outcome;
        review.Sentence = decision.Sentence;
        review.Revision++;
        review.Mean = review.Responses.Average(response => response.Mean);
        foreach (var step in passage.Enrolment.Steps.Where(step => step.IsOpen && step.ReviewId == review.Id))
            passage.CloseStep(step, StepState.Skipped, decision.Outcome);
        SayWhenAgain(passage, gate, review);
        passage.Tell($"“{review.Title}” is decided: {OutcomeWords.Of(decision.Outcome)}. {review.Sentence}");
        if (gate.IsByConsent)
            FollowUp(passage, gate, review, decision);
    }

    public static void SettleInCall(Passage passage, Gate? gate, Review review, bool adopted, string reason)
    {
        review.Outcome = adopted ? Decision.Consented : Decision.Declined;
        review.Sentence = $"After {Decision.Count(review.Round).ToLowerInvariant()} rounds an objection was still open. The steward circle met and {(adopted ? "adopted it" : "did not adopt it")}: {reason}";
        review.Revision++;
        SayWhenAgain(passage, gate, review);
        OpenConditions(passage, review);
        passage.Tell($"“{review.Title}” is decided: {OutcomeWords.Of(review.Outcome)}. {review.Sentence}");
        TellThoseWhoTookPart(passage, gate, review, "E14", "called");
    }

    /// <summary>Whoever took part hears the result, and of an objection in its own words.</summary>
    static void FollowUp(Passage passage, Gate gate, Review review, Decision decision)
    {
        OpenConditions(passage, review);
        var isSentBack = decision.Outcome == Decision.Returned && review.Responses.Exists(one => one.Kind == ResponseKind.Object);
        TellThoseWhoTookPart(passage, gate, review, isSentBack ? "E13" : "E14", "decided");
    }

    /// <summary>Each consented matter carries the day on which it is looked at again (domain.md §4.3, §5.6).</summary>
    static void SayWhenAgain(Passage passage, Gate? gate, Review review)
    {
        if (DayToLookAgain(passage, gate, review) is { } day)
            review.Sentence += SayWhenAgain(day);
    }

    /// <summary>The record of what was consented to before the days moved names the day that follows from the new ones (domain.md §13.5).</summary>
    public static void SayNewDay(Passage passage, Gate? gate, Review review)
    {
        if (DayToLookAgain(passage, gate, review) is not { } day || review.Sentence.EndsWith(SayWhenAgain(day), StringComparison.Ordinal))
            return;
        var before = review.Sentence.LastIndexOf(Again, StringComparison.Ordinal);
        review.Sentence = (before < 0 ? review.Sentence : review.Sentence[..before]) + SayWhenAgain(day);
        review.Revision++;
        passage.Tell($"“{review.Title}” is looked at again on {DayWords.SayInFull(day)}.");
    }

    static string SayWhenAgain(DateOnly day) => $"{Again}{DayWords.SayInFull(day)}.";

    static DateOnly? DayToLookAgain(Passage passage, Gate? gate, Review review) =>
        gate is not null && IsAdopted(review) ? RelativeDate.DayOf(gate.LookAgain, passage.Event) : null;

    static bool IsAdopted(Review review) => review.Outcome is Decision.Consented or Decision.ConsentedWithConditions;

    /// <summary>Conditions of what was consented to become tasks of the lead; of anything else they are asked about again with the next round (domain.md §5.6).</summary>
    static void OpenConditions(Passage passage, Review review)
    {
        if (passage.Lead is not { } lead || !IsAdopted(review))
            return;
        var number = 0;
        foreach (var (what, who, until) in DecisionNotes.Of(review).Conditions)
        {
            var why = $"“{review.Title}” was consented to on this condition{(who.Length > 0 ? $", which {who} sees to" : "")}";
            passage.OpenTask(review.TaskOfCondition(++number), $"A condition of “{review.Title}”: {what}", lead, "lead", why, until: WrittenDay.Read(until));
        }
    }

    static void TellThoseWhoTookPart(Passage passage, Gate? gate, Review review, string template, string purpose)
    {
        var objections = DecisionNotes.Of(review).Objections;

        // Words that stewards published before E13 named each objection ask for one of them.
        var one = review.Responses.Find(response => response.Kind == ResponseKind.Object) is { } response ? JsonNode.Parse(response.Answers) : null;
        var voices = review.Responses.Select(response => response.PersonId).Distinct().Select(passage.Find).OfType<Person>().ToList();
        List<Person> toHear = template == "E14" ? [.. voices, .. ReaderCircle.Authors(passage, gate, review)] : voices;
        IEnumerable<Person> whose = gate is { NoInPerson: true } && review.Outcome == Decision.Declined ? [] : [passage.Person];
        foreach (var person in toHear.Concat(whose).DistinctBy(person => person.Id))
        {
            var facts = new JsonObject
            {
                ["subject"] = MailFacts.Subject(passage, person, review.Title, passage.Name),
                ["review"] = new JsonObject
                {
                    ["round"] = review.Round,
                    ["result_in_words"] = review.Sentence,
                    ["undecided"] = review.Outcome is Decision.Returned or Decision.NoQuorum or Decision.Unresolved,
                    ["due"] = MailFacts.Day(passage.Now.AddDays(7), person),
                    ["objections"] = new JsonArray([.. objections.Select(objection => (JsonNode)objection)]),
                    ["objection"] = one?[Objection.Harm]?.ToString() ?? "",
                    ["safe_enough"] = one?[Objection.SafeEnough]?.ToString() ?? "",
                },
            };
            // The record stands on the step where one read, so that nobody needs an account for it; for whose gate it is, where they are.
            // Whose passage it is mostly has the answer in words of its own, such as E27 or E28, or is asked by E09 to amend it.
            var reading = passage.Enrolment.Steps.FindLast(step => step.ReviewId == review.Id && step.ActorId == person.Id);
            passage.Owe(template, person, $"{purpose}-{review.Id:N}", reading, facts, diesWithStep: false, onlyAlone: !toHear.Contains(person));
        }
    }
}
