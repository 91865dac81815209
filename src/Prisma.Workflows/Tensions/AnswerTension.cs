using Prisma.Workflows.Audit;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Tensions;

/// <summary>Whoever was asked answers a tension; who brought it is told.</summary>
public sealed class AnswerTension(PrismaDbContext db, TensionMails mails, AuditTrail audit, TimeProvider time)
{
    public async Task<Outcome<Tension>> ExecuteAsync(Guid tensionId, string answer, Actor by, CancellationToken cancellation)
    {
        var tension = await db.Tensions.Include(one => one.Event).Include(one => one.Person).FirstOrDefaultAsync(one => one.Id == tensionId, cancellation);
        var problems = new Problems();
        problems.Require(tension is { AnsweredAt: null } && tension.AnswererId == by.PersonId, Problems.Whole, "It is answered already, or somebody else was asked to answer it.");
        problems.Require(answer.Trim().Length is > 0 and <= 2000, "answer", "Please write an answer, up to 2000 characters. A question or an invitation to talk is one too.");
        if (problems.Any)
            return problems;
        tension!.Answer = answer.Trim();
        tension.AnsweredAt = time.GetUtcNow();
        tension.Revision++;
        mails.OweWhoRaisedIt(tension, by.Name);
        audit.Tell(tension.Event.Story, by.Name, $"{by.Name} answered a tension brought to {Circles.InWords(tension.Circle)}.");
        return tension;
    }
}
