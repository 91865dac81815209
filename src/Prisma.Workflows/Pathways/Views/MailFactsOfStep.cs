using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Mail.Templates;

namespace Prisma.Workflows.Pathways.Views;

/// <summary>The facts a mail would have for a real enrolment where it stands now; what only another step would know stays as the sample invents it.</summary>
public sealed class MailFactsOfStep(PassageCompanion passages, TemplateLibrary mails, TemplateCheck check)
{
    /// <summary>Null when there is no such mail or enrolment.</summary>
    public async Task<JsonObject?> ExecuteAsync(string mail, Guid enrolmentId, CancellationToken cancellation)
    {
        if (mails.Find(mail) is not { } template || await passages.OfEnrolmentAsync(enrolmentId, cancellation) is not { } passage)
            return null;
        var steps = passage.Enrolment.Steps;
        var step = steps.LastOrDefault(one => one.Mail == mail) ?? steps.LastOrDefault(one => one.IsOpen) ?? steps.LastOrDefault();
        var facts = check.SampleOf(template);
        MailFacts.Merge(facts, MailFacts.Of(passage, (step is null ? null : passage.Find(step.ActorId)) ?? passage.Person, step));
        return facts;
    }
}
