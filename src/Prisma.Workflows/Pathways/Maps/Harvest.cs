using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Maps;

/// <summary>What the lead wrote down of the harvest, for those who were there (domain.md §6, EV-6.5; §10, PAR-6.5).</summary>
sealed record Harvest(JsonObject Told)
{
    const string Report = "F-21c", Ended = "event.ended";

    static readonly string[] _forAll = ["results", "spending", "learned"];

    /// <summary>Read for participants once the days are over.</summary>
    internal sealed class Companion(AlignmentConditions handedIn, PassageCompanion passages) : IBurstCompanion
    {
        public async Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation)
        {
            if (await passages.OfInstanceAsync(instanceId, cancellation) is { Enrolment.Pathway: Pathway.Participant } passage && passage.HasReached(Ended)
                && await handedIn.AnswersAsync(passage.Event.Id, Report, cancellation) is { } report)
            {
                context.With(new Harvest(new JsonObject(_forAll.Select(key => KeyValuePair.Create(key, report[key]?.DeepClone())))));
            }
        }
    }
}
