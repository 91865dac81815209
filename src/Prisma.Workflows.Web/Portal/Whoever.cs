using Microsoft.EntityFrameworkCore;
using Prisma.Workflows.People;
using Prisma.Workflows.Web.Account;

namespace Prisma.Workflows.Web.Portal;

/// <summary>Who stands before a page: known by a link from a mail, or signed in as staff.</summary>
sealed class Whoever(PrismaDbContext db, KeptLinks links, IHttpContextAccessor accessor)
{
    /// <summary>The person who may see this step: its actor, by a link or signed in; null for everybody else.</summary>
    public async Task<Visitor?> AtStepAsync(Guid stepId, CancellationToken cancellation)
    {
        var step = await db.Steps.Where(one => one.Id == stepId).Select(one => new { one.ActorId, one.EnrolmentId }).FirstOrDefaultAsync(cancellation);
        if (step is null)
            return null;
        var opened = (await links.OpenAsync(cancellation)).Where(link => link.PersonId == step.ActorId
            && (link.StepId == stepId || (link.Purpose == LinkPurpose.Enrolment && link.EnrolmentId == step.EnrolmentId))).ToList();
        if (opened.Count > 0)
            return new Visitor(step.ActorId, opened.Exists(links.IsAlive), false, opened.Exists(CameByMail));

        // Somebody who just handed in the step before goes on to the next one of their own in the same browser.
        var own = await links.OpenAsync(cancellation);
        var stepIds = own.Where(link => link.PersonId == step.ActorId && link.StepId != null && links.IsAlive(link)).Select(link => link.StepId!.Value).ToList();
        if (stepIds.Count > 0 && await db.Steps.AnyAsync(one => stepIds.Contains(one.Id) && one.EnrolmentId == step.EnrolmentId && one.ActorId == step.ActorId, cancellation))
            return new Visitor(step.ActorId, true, false);
        return SignedIn(step.ActorId);
    }

    /// <summary>The stakeholder of this enrolment, known by any link of theirs into it or signed in; null for everybody else.</summary>
    public async Task<Visitor?> AtEnrolmentAsync(Guid enrolmentId, CancellationToken cancellation)
    {
        var enrolment = await db.Enrolments.AsNoTracking().FirstOrDefaultAsync(one => one.Id == enrolmentId, cancellation);
        if (enrolment is not { IsOfEvent: false, PersonId: var owner })
            return null;
        var own = (await links.OpenAsync(cancellation)).Where(link => link.PersonId == owner).ToList();
        var stepIds = own.Where(link => link.StepId != null).Select(link => link.StepId!.Value).ToList();
        var knows = own.Exists(link => link.EnrolmentId == enrolmentId)
            || await db.Steps.AnyAsync(step => stepIds.Contains(step.Id) && step.EnrolmentId == enrolmentId, cancellation);
        return knows ? new Visitor(owner, own.Exists(links.IsAlive), false, own.Exists(CameByMail)) : SignedIn(owner);
    }

    /// <summary>Whether it is this person, known by any link of theirs that came by mail.</summary>
    public async Task<bool> IsAsync(Guid personId, CancellationToken cancellation) => (await links.OpenAsync(cancellation)).Any(link => link.PersonId == personId && (link.Purpose == LinkPurpose.Mails || CameByMail(link)));

    /// <summary>Which of the two sides of a concern has opened its link in this browser; null for everybody else.</summary>
    public async Task<Guid?> AtConcernAsync(Guid concernId, CancellationToken cancellation) =>
        (await links.OpenAsync(cancellation)).FirstOrDefault(link => link.ConcernId == concernId)?.PersonId;

    Visitor? SignedIn(Guid personId) => accessor.HttpContext!.User.IdOf() == personId ? new Visitor(personId, true, true) : null;

    /// <summary>Links in mails name their enrolment; the one that an applicant gets in the browser at once does not, and proves no address.</summary>
    static bool CameByMail(AccessLink link) => link.EnrolmentId is not null;
}
