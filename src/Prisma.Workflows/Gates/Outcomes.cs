using System.Text.Json.Nodes;
using Prisma.Workflows.Enrolments;

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
        double[] means = [.. review.Responses.Where(response => response.Mean is not null).Select(response => response.Mean!.Value)];
        review.Mean = means.Length > 0 ? means.Average() : null;
        review.Spread = means.Length > 0 ? means.Max() - means.Min() : null;
        foreach (var step in passage.Enrolment.Steps.Where(step => step.IsOpen && step.ReviewId == review.Id))
        {
            passage.CloseStep(step, StepState.Skipped, decision.Outcome);
        }

        passage.Tell($"“{review.Title}” is decided: {decision.Outcome}. {decision.Sentence}");
        if (gate.IsByConsent)
        {
            FollowUp(passage, review, decision);
        }
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
                passage.OpenTask($"{review.StepKey}.condition-{review.Round}-{++number}", $"A condition of “{review.Title}”: {what}", lead, "lead");
            }
        }

        var objection = answers.Find(one => one.Kind == ResponseKind.Object).Answers;
        var voices = review.Responses.Select(response => response.PersonId).Distinct().Select(passage.PersonOf);
        foreach (var person in voices.Append(passage.Person).DistinctBy(person => person.Id))
        {
            var facts = new JsonObject
            {
                ["subject"] = new JsonObject { ["title"] = review.Title, ["who"] = passage.Name },
                ["review"] = new JsonObject
                {
                    ["round"] = review.Round,
                    ["result_in_words"] = decision.Sentence,
                    ["due"] = MailFacts.Day(passage.Now.AddDays(7), person),
                    ["objection"] = objection?[Objection.Harm]?.ToString() ?? "",
                    ["safe_enough"] = objection?[Objection.SafeEnough]?.ToString() ?? "",
                },
            };
            var template = objection is null || decision.Outcome != Decision.Returned ? "E14" : "E13";
            passage.Owe(template, person, $"decided-{review.Id:N}", null, facts, diesWithStep: false);
        }
    }
}
