using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events.Clock;

namespace Prisma.Workflows.Agreements;

/// <summary>A facilitator answers a question on an agreement, not their own where somebody else of the team can; the clock goes on with the days that were left.</summary>
public sealed class AnswerQuestion(PrismaDbContext db, PassageCompanion passages)
{
    public async Task<Submission> ExecuteAsync(Guid questionId, Guid personId, string answer, CancellationToken cancellation)
    {
        var question = await db.AgreementQuestions.FindAsync([questionId], cancellation);
        if (question is null || question.AnsweredAt is not null)
            return Submission.AlreadyDone;
        if (answer.Trim().Length is 0 or > AskAboutAgreement.MaxLength * 4)
            return Submission.Refused("Please write an answer of at most 4,000 characters.");
        var agreement = await db.Agreements.Include(one => one.Questions).SingleAsync(one => one.Id == question.AgreementId, cancellation);
        var passage = await passages.OfExistingAsync(agreement.EnrolmentId, cancellation);
        if (question.AskedBy == personId && passage.Event.LeadBeside(personId) is not null && !Waiting(passage, agreement).Exists(task => task.ActorId == personId))
            return Submission.Refused("You asked this yourself. Somebody else of the team answers it.");
        question.Answer = answer.Trim();
        question.AnsweredBy = personId;
        question.AnsweredAt = passage.Now;
        agreement.Revision++;
        var name = passage.NameOf(personId);
        passage.Tell(name, $"{name} answered a question on “{agreement.Title}”.");
        if (agreement.Questions.All(one => one.AnsweredAt is not null))
            GoOn(passage, agreement);
        Tell(passage, agreement, question, name);
        return Submission.Accepted;
    }

    /// <summary>Whoever asked is not left to look for the answer; where their signature is no longer asked for, they need none.</summary>
    static void Tell(Passage passage, Agreement agreement, AgreementQuestion question, string name)
    {
        if (passage.Enrolment.Steps.Find(step => step.IsOpen && step.AgreementId == agreement.Id && step.ActorId == question.AskedBy) is not { } signing)
            return;
        var facts = new JsonObject
        {
            ["agreement"] = new JsonObject
            {
                ["title"] = agreement.Title,
                ["question"] = question.Text,
                ["answer"] = question.Answer,
                ["answered_by"] = name,
                ["rests"] = agreement.ClockStoppedAt is not null,
            },
        };
        passage.Owe("E19b", passage.PersonOf(question.AskedBy), $"answered-{question.Id:N}", signing, facts);
    }

    static List<Step> Waiting(Passage passage, Agreement agreement) =>
        passage.Enrolment.Steps.FindAll(step => step.IsOpen && step.Key == agreement.StepKey + Step.QuestionEnding);

    /// <summary>Until every question is answered somebody of the team stays asked to, and the clock rests.</summary>
    static void GoOn(Passage passage, Agreement agreement)
    {
        foreach (var task in Waiting(passage, agreement))
            passage.CloseStep(task, StepState.Submitted, "Done");
        if (agreement.ClockStoppedAt is not { } stopped)
            return;
        agreement.ClockStoppedAt = null;
        agreement.ExpiresAt = Zones.AddDays(agreement.ExpiresAt, passage.Now - stopped, passage.Person.TimeZone);
        foreach (var step in passage.Enrolment.Steps.Where(step => step.IsOpen && step.AgreementId == agreement.Id))
            passage.GoOn(step, stopped);
    }
}
