using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events.Clock;
using Prisma.Workflows.Persistence;

namespace Prisma.Workflows.Agreements;

/// <summary>A facilitator answers a question on an agreement; the clock goes on with the days that were left.</summary>
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
        var passage = await passages.OfEnrolmentAsync(agreement.EnrolmentId, cancellation)
            ?? throw new InvalidOperationException($"The agreement {agreement.Id} belongs to no enrolment.");
        question.Answer = answer.Trim();
        question.AnsweredBy = personId;
        question.AnsweredAt = passage.Now;
        agreement.Revision++;
        var name = passage.NameOf(personId);
        passage.Tell(name, $"{name} answered a question on “{agreement.Title}”.");
        if (agreement.Questions.All(one => one.AnsweredAt is not null) && agreement.ClockStoppedAt is { } stopped)
            GoOn(passage, agreement, passage.Now - stopped);
        foreach (var task in passage.Enrolment.Steps.Where(step => step.IsOpen && step.Key == $"{agreement.StepKey}.question"))
            passage.CloseStep(task, StepState.Submitted, "Done");
        return Submission.Accepted;
    }

    static void GoOn(Passage passage, Agreement agreement, TimeSpan rested)
    {
        agreement.ClockStoppedAt = null;
        agreement.ExpiresAt = Zones.AddDays(agreement.ExpiresAt, Passage.DaysOf(rested), passage.Person.TimeZone);
        foreach (var step in passage.Enrolment.Steps.Where(step => step.IsOpen && step.AgreementId == agreement.Id))
            passage.GoOn(step, rested);
    }
}
