using Prisma.Workflows.Agreements;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Gates;

namespace Prisma.Workflows.Pathways.Maps;

/// <summary>Reads the hub's own words about its event, once its hosting agreement is active and a facilitator found them true (domain.md §7, HUB-4.1 and 4.2).</summary>
public sealed class ReadInvitation(PrismaDbContext db)
{
    const string Page = "F-06b", IsTrue = "H4";

    /// <summary>Null while no hub has said anything that may be shown.</summary>
    public async Task<HubsInvitation?> ExecuteAsync(Guid eventId, CancellationToken cancellation)
    {
        var page = await (from step in db.Steps
                          join one in db.Enrolments on step.EnrolmentId equals one.Id
                          where one.EventId == eventId && one.Pathway == Pathway.Hub && (one.LiveKey != null || one.State == EnrolmentState.Completed)
                              && step.FormId == Page && step.State == StepState.Submitted
                              && db.Reviews.Any(review => review.EnrolmentId == one.Id && review.GateId == IsTrue && (review.Outcome == Decision.Consented || review.Outcome == Decision.ConsentedWithConditions))
                              && db.Agreements.Any(agreement => agreement.EnrolmentId == one.Id && agreement.TemplateId == Agreement.Hosting && agreement.State == AgreementState.Active)
                          orderby step.ClosedAt descending
                          select new { step.Id, step.Answers }).FirstOrDefaultAsync(cancellation);
        return page is { Answers.Length: > 0 } && JsonNode.Parse(page.Answers) is JsonObject said ? new HubsInvitation(page.Id, said) : null;
    }
}
