using Prisma.Workflows.Enrolments;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Agreements;

/// <summary>A party asks about a clause: the clock stops, the ladder rests, and the lead facilitator reads the question by mail and is asked to answer (domain.md §12.3, E19).</summary>
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
        var asked = new AgreementQuestion { AgreementId = agreement.Id, AskedBy = personId, Text = text, AskedAt = passage.Now };
        db.AgreementQuestions.Add(asked);
        agreement.ClockStoppedAt ??= passage.Now;
        agreement.Revision++;
        step.NextRungAt = null;
        step.Revision++;
        var name = passage.NameOf(personId);
        passage.Tell(name, $"{name} asked about “{agreement.Title}”: the signing clock rests until there is an answer.");
        if ((passage.Event.LeadBeside(personId) ?? passage.Lead) is { } lead)
            AskToAnswer(passage, step, agreement, asked, lead);
        return Submission.Accepted;
    }

    static void AskToAnswer(Passage passage, Step signing, Agreement agreement, AgreementQuestion asked, Person lead)
    {
        var task = passage.OpenStepOf(signing.QuestionKey) ?? passage.OpenStep(new StepOpening(signing.QuestionKey, StepKind.Task, $"Answer a question on “{agreement.Title}”", lead, "lead")
        {
            WhyNow = $"{passage.NameOf(asked.AskedBy)} asked it, and the signing clock rests until there is an answer",
            DueAt = passage.Now.AddDays(7),
        });
        var facts = new JsonObject { ["agreement"] = new JsonObject { ["title"] = agreement.Title, ["clause"] = "", ["question"] = asked.Text } };
        passage.Owe("E19", passage.Find(task.ActorId) ?? lead, $"question-{asked.Id:N}", task, facts);
    }
}
