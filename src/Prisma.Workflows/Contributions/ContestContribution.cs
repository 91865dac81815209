using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Events;
using Prisma.Workflows.People;

namespace Prisma.Workflows.Contributions;

/// <summary>Those who received a contribution say once that they see it otherwise; a facilitator is asked to talk with both.</summary>
public sealed class ContestContribution(PrismaDbContext db, PassageCompanion passages)
{
    internal static readonly Part[] OfTheHub = [Part.HubLead, Part.HubSecond, Part.Hub];

    public async Task<Outcome<Contribution>> ExecuteAsync(Guid contributionId, string doubt, Actor by, CancellationToken cancellation)
    {
        var problems = new Problems();
        var contribution = await db.Contributions.FirstOrDefaultAsync(one => one.Id == contributionId, cancellation);
        var passage = contribution is null ? null : await passages.OfEnrolmentAsync(contribution.EnrolmentId, cancellation);
        problems.Require(contribution is { ContestedAt: null } && contribution.PersonId != by.PersonId, Problems.Whole, "A contribution can be doubted once, by those who received it.");
        problems.Require(passage is not null && await ReceivedAsync(passage, by, cancellation), Problems.Whole, "A contribution can be doubted by those who received it: the people of the hub and, where a hub or a practice network gave it, those who have a seat.");
        problems.Require(doubt.Trim().Length is > 0 and <= 1000, "doubt", "Please say how you see it, in up to 1000 characters.");
        if (problems.Any)
            return problems;
        contribution!.State = ContributionState.InTalk;
        (contribution.Doubt, contribution.ContestedById, contribution.ContestedAt) = (doubt.Trim(), by.PersonId, passage!.Now);
        contribution.Revision++;
        if (passage.Holding(Part.Lead).Concat(passage.Holding(Part.Facilitator)).FirstOrDefault(person => person.Id != by.PersonId && person.Id != contribution.PersonId) is { } facilitator)
            passage.OpenTask(TaskOf(contribution), $"Talk with both about a contribution of {passage.NameOf(contribution.PersonId)}", facilitator, "facilitator", $"{by.Name} sees it otherwise, and it is in talk until both have been heard");
        passage.Tell(by.Name, $"{by.Name} sees a contribution otherwise; it is in talk until a facilitator has heard both.");
        return contribution;
    }

    async Task<bool> ReceivedAsync(Passage passage, Actor by, CancellationToken cancellation) => Recipients.Include(
        passage.Enrolment.Pathway,
        passage.Holding(OfTheHub).Any(person => person.Id == by.PersonId),
        await Recipients.HasSeatAsync(db, passage.Event.Id, by.PersonId, cancellation));

    internal static string TaskOf(Contribution contribution) => $"contribution.{contribution.Id:N}";
}
