using Prisma.Workflows.Enrolments;

namespace Prisma.Workflows.Agreements;

/// <summary>A party asks about a clause: the clock stops, the ladder rests, and the lead facilitator is asked to answer (domain.md §12.3).</summary>
public sealed class AskAboutAgreement(PrismaDbContext db, StepGuard guard)
{
    public const int MaxLength = 1000;

    public async Task<Submission> ExecuteAsync(Guid stepId, Guid personId, string question, CancellationToken cancellation)
    {
        if (await guard.OpenAsync(stepId, personId, StepKind.Signature, cancellation) is not { } open)
            return Submission.AlreadyDone;
        var text = question.Trim();
        if (text.Length is 0 or > MaxLength)
            return Submission.Refused($"Please write your question in one to {MaxLength} characters.");
        var (passage, step) = open;
        var agreement = await db.Agreements.SingleAsync(one => one.Id == step.AgreementId, cancellation);
        if (await db.AgreementQuestions.AnyAsync(one => one.AgreementId == agreement.Id && one.AskedBy == personId && one.Text == text && one.AnsweredAt == null, cancellation))
            return Submission.Accepted;
        db.AgreementQuestions.Add(new AgreementQuestion { AgreementId = agreement.Id, AskedBy = personId, Text = text, AskedAt = passage.Now });
        agreement.ClockStoppedAt ??= passage.Now;
        agreement.Revision++;
        step.NextRungAt = null;
        step.Revision++;
        var name = passage.NameOf(personId);
        passage.Tell(name, $"{name} asked about “{agreement.Title}”: the signing clock rests until there is an answer.");
        if ((passage.Event.LeadBeside(personId) ?? passage.Lead) is { } lead)
            passage.OpenTask(step.QuestionKey, $"Answer a question on “{agreement.Title}”", lead, "lead", $"{name} asked it, and the signing clock rests until there is an answer");
        return Submission.Accepted;
    }
}
