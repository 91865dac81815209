using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Maps;

/// <summary>What the place still looks for, in the hub's own words.</summary>
sealed record OpenNeeds(IReadOnlyList<string> Lines)
{
    const string Offer = "F-10", Budget = "F-05d", Readiness = "F-03", Sought = "seeking";

    /// <summary>Read for partners who have not been asked yet what they offer: the open lines of the budget or, before one is written, of what the hub could bring.</summary>
    internal sealed class Companion(AlignmentConditions handedIn, PassageCompanion passages) : IBurstCompanion
    {
        public async Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation)
        {
            if (await passages.OfInstanceAsync(instanceId, cancellation) is { Enrolment.Pathway: Pathway.Partner } passage && !passage.Enrolment.Steps.Exists(step => step.FormId == Offer))
                context.With(new OpenNeeds(await LinesAsync(passage.Event.Id, cancellation)));
        }

        async Task<IReadOnlyList<string>> LinesAsync(Guid eventId, CancellationToken cancellation)
        {
            var budget = await handedIn.AnswersAsync(eventId, Budget, cancellation);
            var (rows, what, state) = budget is null
                ? (AlignmentConditions.Rows(await handedIn.AnswersAsync(eventId, Readiness, cancellation), "means"), "what", "sure")
                : (AlignmentConditions.Rows(budget, "lines"), "line", "status");
            return [.. rows.Where(row => row[state]?.ToString() == Sought).Select(row => row[what]!.ToString())];
        }
    }
}
