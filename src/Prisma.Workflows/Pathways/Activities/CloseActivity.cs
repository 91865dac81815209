using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Acts;
using Prisma.Workflows.Enrolments.Ladders;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Ends the enrolment and its workflow.</summary>
[Activity("Prisma.Close", Category = "Stages", DisplayName = "End of the passage", Description = "Ends the enrolment: completed, declined, lapsed or withdrawn.", Outcomes = [], Terminal = true)]
public sealed class CloseActivity : Activity
{
    [Input(DisplayName = "Ending", Description = "How it ends.", UiHint = "dropdown", Options = ["completed", "declined", "lapsed", "withdrawn"])]
    public string Ending { get; set; } = "completed";

    [Input(DisplayName = "Reason", Description = "Why, as a class that may be said aloud.", UiHint = "dropdown", Options = ["not-this-time", "next-event", "own-choice", "silence", "no-call", "no-conversation", "no-offer", "no-seat", "not-arrived", "not-eligible", "returned", "closed", "walked", "published", "graduated", "practice-evolved"])]
    public string ReasonClass { get; set; } = "";

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        var (state, words) = Ending switch
        {
            "completed" => (EnrolmentState.Completed, "completed this pathway"),
            "declined" => (EnrolmentState.Declined, "will not go on this time"),
            "withdrawn" => (EnrolmentState.Withdrawn, "has stepped out"),
            _ => (EnrolmentState.Lapsed, ReasonClass switch
            {
                Enrolment.NoCall => "waited for a call that did not come",
                Enrolment.NoConversation => "was not met at the times that were kept; the door is not locked",
                Enrolment.NoSeat => "waited for a seat, and none came free",
                Enrolment.NotArrived => "did not arrive",
                _ => "was not heard from; the door is not locked",
            }),
        };
        passage.End(state, ReasonClass);
        context.TryFeature<SeatBook>()?.LeaveTheLine();
        passage.Tell($"{passage.Name} {words}.");
        if (ReEnter.SilentAt(passage.Enrolment) is not null)
            SayClosed(passage, new JsonObject { ["until"] = MailFacts.Day(passage.Now + ReEnter.Window, passage.Person) });
        else if (FellSilent(passage.Enrolment))
            SayClosed(passage, new JsonObject { ["by_word"] = true, ["agreement_ends"] = MailFacts.AgreementEnds(passage, passage.Person) });

        if (passage.Enrolment is { IsOfEvent: false, EndingReason: Enrolment.OwnChoice or Enrolment.NextEvent })
            Withdraw.ThankForNo(passage);
        context.FinishWorkflow();
    }

    static void SayClosed(Passage passage, JsonObject lapsed) => passage.Owe("E07", passage.Person, "lapsed", null, new JsonObject { ["lapsed"] = lapsed });

    /// <summary>An organisation that was on its way and was reminded in vain; who never answered an invitation is left in peace.</summary>
    static bool FellSilent(Enrolment enrolment) => enrolment is { State: EnrolmentState.Lapsed, Organisation: not null }
        && enrolment.Steps.Where(step => step.State == StepState.Lapsed).MaxBy(step => step.ClosedAt) is { Ladder: Ladder.OfForms };
}
