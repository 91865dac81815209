using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Contributions;

/// <summary>A facilitator who is neither of the two has heard both: the contribution stands, in words that both can carry, or it is taken out.</summary>
public sealed class ResolveContribution(PrismaDbContext db, PassageCompanion passages)
{
    public async Task<Outcome<Contribution>> ExecuteAsync(Guid contributionId, bool stands, string what, Actor by, CancellationToken cancellation)
    {
        var problems = new Problems();
        var contribution = await db.Contributions.FirstOrDefaultAsync(one => one.Id == contributionId, cancellation);
        var passage = contribution is null ? null : await passages.OfEnrolmentAsync(contribution.EnrolmentId, cancellation);
        problems.Require(contribution is { State: ContributionState.InTalk }, Problems.Whole, "It is not in talk any more.");
        problems.Require(
            passage?.Holding(Event.Facilitating).Any(person => person.Id == by.PersonId) == true && by.PersonId != contribution!.PersonId && by.PersonId != contribution.ContestedById,
            Problems.Whole,
            "A facilitator of the event who is neither of the two resolves it.");
        problems.Require(!stands || what.Trim().Length is > 0 and <= 1000, "what", "Please write what was given, in words that both can carry.");
        if (problems.Any)
            return problems;
        contribution!.State = stands ? ContributionState.Stated : ContributionState.Withdrawn;
        contribution.What = stands ? what.Trim() : contribution.What;
        contribution.ResolvedAt = passage!.Now;
        contribution.Revision++;
        if (passage.OpenStepOf(ContestContribution.TaskOf(contribution)) is { } task)
            passage.CloseStep(task, StepState.Submitted, "Done");
        passage.Tell(by.Name, stands ? $"{by.Name} heard both about a contribution; it stands." : $"{by.Name} heard both about a contribution; it was taken out.");
        return contribution;
    }
}
