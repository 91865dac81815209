using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Events;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Maps;

/// <summary>Gate G3 consents only when every condition is met, has an owner and a day, or is left out with a reason (domain.md §13.3). The lead arranges what is open; facilitators and stewards agree by consenting.</summary>
sealed class StageOpenConditions(PrismaDbContext db, AlignmentConditions conditions) : IBurstCompanion, IBeforeConsent, IBeforeSignal
{
    const string Arranges = "What is still open before the gate", Stands = "stands";

    public Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation) => Task.CompletedTask;

    public async Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        if (context.Feature<Passage>() is not { Enrolment.Pathway: Pathway.Event } passage)
            return;
        if (passage.Enrolment.Steps.Find(step => step.FormId == AlignmentConditions.ArrangedOn && step.IsOpen && db.Entry(step).State == EntityState.Added) is { } asked)
            FillIn(asked, await conditions.ExecuteAsync(passage.Event.Id, "", cancellation));
        if (db.Held<Review>().FirstOrDefault(review => review.EnrolmentId == passage.Enrolment.Id && review.GateId == AlignmentConditions.GateId && IsConsentedNow(review)) is { } review)
            FollowUp(passage, review, await conditions.ExecuteAsync(passage.Event.Id, "", cancellation));
    }

    public async Task<string> WhyNotYetAsync(Passage passage, Review review, CancellationToken cancellation)
    {
        if (review.GateId != AlignmentConditions.GateId || !passage.Enrolment.IsOfEvent)
            return "";
        var all = await conditions.ExecuteAsync(passage.Event.Id, passage.Person.Language, cancellation);
        if (Open(all) is not { Length: > 0 } open)
            return "";
        AskTheLead(passage, review, all);
        return $"This can’t be {(review.IsOpen ? "consented to" : "adopted")} yet, because {open}. "
            + $"The ways out: it is met; or {passage.Lead?.Name ?? "the lead facilitator"}, who has been asked, names who sees to it until when, or asks for it to be left out and says why. "
            + (review.IsOpen
                ? "Facilitators and stewards agree to that by consenting here. Your answers stay on this page; you may also object, or say that it isn’t the time."
                : "The call agrees to that by adopting it here. You may also say that it cannot be done, and why.");
    }

    /// <summary>One person alone says no more than what is known: what is left out needs the consent of facilitators and stewards, which is the gate's.</summary>
    public async Task<string> WhyNotYetAsync(Guid eventId, string signal, CancellationToken cancellation) =>
        signal == SignalNames.Aligned && Open(await conditions.ExecuteAsync(eventId, "", cancellation), ConditionState.Waived) is { Length: > 0 } open
            ? $"The event can’t be called aligned yet, because {open}. The ways out: each is met, or has an owner and a day on the sheet “{Arranges}”; what is to be left out is for facilitators and stewards together, at gate {AlignmentConditions.GateId}."
            : "";

    static string Open(IReadOnlyList<Condition> all, params ConditionState[] also)
    {
        var open = all.Where(one => one.State == ConditionState.Open || also.Contains(one.State)).Select(one => $"“{one.Words}” ({one.Detail})").ToList();
        return open.Count == 0 ? "" : $"{(open.Count == 1 ? "one condition is" : $"{open.Count} conditions are")} open: {string.Join("; ", open)}";
    }

    /// <summary>What became open only after the lead had brought everything to the gate is asked for once more.</summary>
    static void AskTheLead(Passage passage, Review review, IReadOnlyList<Condition> all)
    {
        if (passage.Lead is { } lead && !passage.Enrolment.Steps.Exists(step => step.FormId == AlignmentConditions.ArrangedOn && step.IsOpen))
            FillIn(passage.OpenStep(new StepOpening($"{review.StepKey}o", StepKind.Form, Arranges, lead, "lead") { FormId = AlignmentConditions.ArrangedOn, DueDays = 3, Mail = "E02", Ladder = "L-team", WhyNow = "somebody wanted to consent, and something is open" }), all);
    }

    /// <summary>What the product knows to stand need not be said.</summary>
    static void FillIn(Step step, IReadOnlyList<Condition> all)
    {
        var draft = step.Draft.Length > 0 ? JsonNode.Parse(step.Draft)!.AsObject() : [];
        foreach (var condition in all)
        {
            if (condition.State == ConditionState.Met)
                draft[condition.Key] = Stands;
            else if (draft[condition.Key]?.ToString() == Stands)
                draft.Remove(condition.Key);
        }

        step.Draft = draft.ToJsonString();
    }

    /// <summary>What has an owner and a day is looked at again by the lead.</summary>
    static void FollowUp(Passage passage, Review review, IReadOnlyList<Condition> all)
    {
        passage.Tell(string.Create(CultureInfo.InvariantCulture, $"As “{review.Title}” was decided, {Count(ConditionState.Met)} of {all.Count} conditions were met, {Count(ConditionState.Staged)} had an owner and a day, and {Count(ConditionState.Waived)} were left out with a reason."));
        if (passage.Lead is { } lead)
        {
            foreach (var held in all.Where(one => one.State is ConditionState.Staged or ConditionState.Open))
                passage.OpenTask($"{review.StepKey}.{held.Key.Replace('_', '-')}", $"See to it: {held.Words}", lead, "lead", $"it was not met yet when “{review.Title}” was decided: {held.Detail}", until: held.Until);
        }

        int Count(ConditionState state) => all.Count(one => one.State == state);
    }

    bool IsConsentedNow(Review review)
    {
        var outcome = db.Entry(review).Property(one => one.Outcome);
        return outcome.OriginalValue != outcome.CurrentValue && review.Outcome is Decision.Consented or Decision.ConsentedWithConditions;
    }
}
