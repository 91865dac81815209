using System.Text.Json.Nodes;
using Prisma.Workflows.Authoring.Outline;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Gates;

/// <summary>Writes down how a review came out, and tells those who took part.</summary>
static class Outcomes
{
    public static void Settle(Passage passage, Gate gate, Review review, Decision decision)
    {
        review.DecidedAt = passage.Now;
        review.Outcome = decision.Outcome;
        review.Sentence = decision.Sentence;
        review.Revision++;
        review.Mean = review.Responses.Average(response => response.Mean);
        foreach (var step in passage.Enrolment.Steps.Where(step => step.IsOpen && step.ReviewId == review.Id))
        {
            passage.CloseStep(step, StepState.Skipped, decision.Outcome);
        }

        passage.Tell($"“{review.Title}” is decided: {OutcomeWords.Of(decision.Outcome)}. {decision.Sentence}");
        if (gate.IsByConsent)
        {
            FollowUp(passage, review, decision);
        }
    }

    public static void SettleInCall(Passage passage, Review review, bool adopted, string reason)
    {
        review.Outcome = adopted ? Decision.Consented : Decision.Declined;
        review.Sentence = $"After {review.Round} rounds an objection was still open. The steward circle met and {(adopted ? "adopted it" : "did not adopt it")}: {reason}";
        review.Revision++;
        passage.Tell($"“{review.Title}” is decided: {OutcomeWords.Of(review.Outcome)}. {review.Sentence}");
        TellThoseWhoTookPart(passage, review, "E14", "called");
    }

    /// <summary>Conditions become tasks of the lead; whoever took part hears the result, and of an objection in its own words.</summary>
    static void FollowUp(Passage passage, Review review, Decision decision)
    {
        var answers = review.Responses.ConvertAll(response => (response.Kind, Answers: JsonNode.Parse(response.Answers) as JsonObject ?? []));
        var number = 0;
        foreach (var condition in answers.SelectMany(one => one.Answers["conditions"] as JsonArray ?? []))
        {
            if (passage.Lead is { } lead && condition?["what"]?.ToString() is { Length: > 0 } what)
            {
                passage.OpenTask($"{review.StepKey}.condition-{review.Round}-{++number}", $"A condition of “{review.Title}”: {what}", lead, "lead", HeldBy(condition), DayWords.Read(condition["until"]?.ToString()));
            }
        }

        var isSentBack = decision.Outcome == Decision.Returned && answers.Exists(one => one.Kind == ResponseKind.Object);
        TellThoseWhoTookPart(passage, review, isSentBack ? "E13" : "E14", "decided");
    }

    static JsonObject? HeldBy(JsonNode condition) => condition["who"]?.ToString() is { Length: > 0 } who
        ? new JsonObject { ["step"] = new JsonObject { ["why_now"] = $"it was consented to on this condition, which {who} sees to" } }
        : null;

    static void TellThoseWhoTookPart(Passage passage, Review review, string template, string purpose)
    {
        var objection = review.Responses.Find(response => response.Kind == ResponseKind.Object) is { } response ? JsonNode.Parse(response.Answers) as JsonObject : null;
        var voices = review.Responses.Select(response => response.PersonId).Distinct().Select(passage.Find).OfType<Person>().ToList();
        foreach (var person in voices.Append(passage.Person).DistinctBy(person => person.Id))
        {
            var facts = new JsonObject
            {
                ["subject"] = new JsonObject { ["title"] = review.Title, ["who"] = passage.Name },
                ["review"] = new JsonObject
                {
                    ["round"] = review.Round,
                    ["result_in_words"] = review.Sentence,
                    ["due"] = MailFacts.Day(passage.Now.AddDays(7), person),
                    ["objection"] = objection?[Objection.Harm]?.ToString() ?? "",
                    ["safe_enough"] = objection?[Objection.SafeEnough]?.ToString() ?? "",
                },
            };
            // Whose passage it is mostly has the answer in words of its own, such as E27 or E28.
            passage.Owe(template, person, $"{purpose}-{review.Id:N}", null, facts, onlyAlone: template == "E14" && !voices.Contains(person));
        }
    }
}
