using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Gates;

/// <summary>A reader answers a gate; the last answer that is needed decides it.</summary>
public sealed class AnswerReview(
    PrismaDbContext db,
    StepGuard guard,
    GateLibrary gates,
    ReaderCircle circle,
    IBeforeConsent before,
    WorkflowRuntime runtime)
{
    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, JsonObject answers, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, StepKind.Reading, cancellation) is not { } open)
            return Submission.AlreadyDone;
        var (passage, step) = open;
        var review = await db.Reviews.Include(one => one.Responses).SingleAsync(one => one.Id == step.ReviewId, cancellation);
        var gate = gates.Find(review.GateId) ?? throw new InvalidOperationException($"The gate “{review.GateId}” is no longer described in workflows/gates.json.");
        if (passage.Find(personId) is { } person && !gate.Circles.Any(voice => voice.Circle == ReaderCircle.Network) && !passage.NotThemselves(person))
            return Submission.Refused("Nobody reads for their own passage. Somebody else of the team has to answer this gate.");
        if (gate.IsByConsent && answers["response"]?.ToString() == "object" && !Objection.IsComplete(answers))
            return Submission.Refused(Objection.WhatIsMissing);
        var response = Read(gate, review, step, answers, passage.Now);
        if (response.Kind is ResponseKind.Consent or ResponseKind.ConsentWithConcern && await before.WhyNotYetAsync(passage, review, cancellation) is { Length: > 0 } whyNot)
            return Submission.Refused(whyNot);
        db.ReviewResponses.Add(response);
        review.Revision++;
        step.Answers = answers.ToJsonString();
        passage.CloseStep(step, StepState.Submitted, response.Kind.ToString());
        var reader = passage.NameOf(step.ActorId);
        passage.Tell(reader, response.Kind == ResponseKind.StandAside
            ? $"{reader} stood aside from “{review.Title}”."
            : $"{reader} read and answered “{review.Title}”.");
        await ConcludeAsync(passage, review, gate, step, cancellation);
        return Submission.Accepted;
    }

    /// <summary>A reader has left the team: somebody of the circle who was not asked is asked instead, or the others' answers decide.</summary>
    public async Task GoOnWithoutAsync(Passage passage, Step left, CancellationToken cancellation)
    {
        var review = await db.Reviews.Include(one => one.Responses).SingleAsync(one => one.Id == left.ReviewId, cancellation);
        if (gates.Find(review.GateId) is not { } gate)
            return;
        passage.CloseStep(left, StepState.Skipped, Step.HandedOver);
        review.Revision++;
        var tied = await TiedAsync(passage, review, cancellation);
        if (gate.IsByConsent && gate.Circles.SelectMany(voice => ReaderCircle.NotAsked(passage, voice, review, tied)).FirstOrDefault() is { } other)
            circle.Ask(passage, review, gate, other, left.Mail, left.Ladder);
        await ConcludeAsync(passage, review, gate, left, cancellation);
    }

    /// <summary>Some who had answered left the team: where too few of their circle are left for it to be heard, others of it are asked.</summary>
    public async Task FillCirclesAsync(Passage passage, Review review, CancellationToken cancellation)
    {
        if (gates.Find(review.GateId) is not { IsByConsent: true } gate)
            return;
        var tied = await TiedAsync(passage, review, cancellation);
        var aside = review.Responses.Where(response => response.Kind == ResponseKind.StandAside).Select(response => response.PersonId).ToHashSet();
        var asked = passage.Enrolment.Steps.First(step => step.ReviewId == review.Id);
        foreach (var (voice, people) in ReaderCircle.Asked(passage, gate, review))
        {
            var missing = voice.MinPeople - people.Count(person => !aside.Contains(person));
            foreach (var other in ReaderCircle.NotAsked(passage, voice, review, tied).Take(missing).ToList())
                circle.Ask(passage, review, gate, other, asked.Mail, asked.Ladder);
        }
    }

    async Task ConcludeAsync(Passage passage, Review review, Gate gate, Step answered, CancellationToken cancellation)
    {
        var decision = gate.IsByConsent
            ? ConsentRound.Decide(gate, review.Round, ReaderCircle.Asked(passage, gate, review), review.Responses, passage.Now >= review.OpenedAt.AddHours(gate.WindowHours))
            : Decision.Of(gate, review.Responses);
        var asked = passage.Enrolment.Steps.Where(step => step.ReviewId == review.Id).ToList();
        if (decision.Outcome.Length == 0 && gate.IsByConsent)
            return;
        if (decision.Outcome.Length == 0)
        {
            var needed = gate.Readers + (decision.NeedsAnotherReader ? 1 : 0);
            var voices = asked.Count(step => step.IsOpen) + review.Responses.Count(response => response.Kind != ResponseKind.StandAside);
            if (voices >= needed)
                return;
            var aside = review.Responses.Where(response => response.Kind == ResponseKind.StandAside).Select(response => response.PersonId).ToList();
            var more = ReaderCircle.Choose(passage, gate, 1, [.. asked.Select(step => step.ActorId).Except(aside)], [.. aside, .. await TiedAsync(passage, review, cancellation)]);
            if (more.Count > 0)
            {
                circle.Ask(passage, review, gate, more[0], answered.Mail, answered.Ladder);
                return;
            }

            decision = new Decision(Decision.NoQuorum, "Too few could read it; the lead facilitator finds out how to go on.", false);
        }

        Outcomes.Settle(passage, gate, review, decision);
        await runtime.ResumeAsync(review.BookmarkId, new JsonObject { ["outcome"] = decision.Outcome }, cancellation);
    }

    /// <summary>Whom something ties to the outcome, as they said in this round or one before, or in what is read.</summary>
    async Task<IReadOnlyCollection<Guid>> TiedAsync(Passage passage, Review review, CancellationToken cancellation)
    {
        var aside = await db.ReviewResponses.Where(response => response.Kind == ResponseKind.StandAside
            && db.Reviews.Any(one => one.Id == response.ReviewId && one.EnrolmentId == review.EnrolmentId && one.StepKey == review.StepKey)).ToListAsync(cancellation);
        return [.. aside.Where(response => response.IsTied).Select(response => response.PersonId), .. ReaderCircle.SaidTies(passage, review.Reads)];
    }

    static ReviewResponse Read(Gate gate, Review review, Step step, JsonObject answers, DateTimeOffset at)
    {
        double[] scores = [.. gate.Criteria.Select(criterion => answers[criterion]?.ToString())
            .Where(text => text is not null).Select(text => double.Parse(text!, CultureInfo.InvariantCulture))];
        var aside = answers["stand_aside"]?.ToString() is { Length: > 0 } reason && reason != "no";
        var kind = aside ? ResponseKind.StandAside : answers["response"]?.ToString() switch
        {
            "consent" or "go" => ResponseKind.Consent,
            "concern" => ResponseKind.ConsentWithConcern,
            "object" => ResponseKind.Object,
            "aside" or "stand-aside" or "stand_aside" => ResponseKind.StandAside,
            "return" or "postpone" => ResponseKind.Return,
            "decline" or "cancel" => ResponseKind.Decline,
            _ when answers["safety_flag"]?.ToString() == "true" => ResponseKind.Decline,
            _ when review.Round < gate.Rounds && answers["questions"] is JsonArray { Count: > 0 } => ResponseKind.Return,
            _ => ResponseKind.Score,
        };
        return new ReviewResponse
        {
            ReviewId = review.Id,
            PersonId = step.ActorId,
            StepId = step.Id,
            Kind = kind,
            Mean = !aside && scores.Length > 0 ? scores.Average() : null,
            Answers = answers.ToJsonString(),
            At = at,
        };
    }
}
