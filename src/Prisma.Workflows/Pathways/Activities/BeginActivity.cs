using Prisma.Workflows.Engine.Activities;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Persistence.Direct;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Activities;

/// <summary>Begins another passage of the same event, such as that of its case study; this one goes on at once.</summary>
[Activity("Prisma.Begin", Category = "Stages", DisplayName = "Another passage", Description = "Begins another passage of the same event and goes on.", Outcomes = ["Done"])]
public sealed class BeginActivity : Activity
{
    [Input(DisplayName = "Pathway", Description = "Which workflow they are enrolled on.", UiHint = "workflow-definition-picker")]
    public string Pathway { get; set; } = "";

    [Input(DisplayName = "Whose", Description = "Who owns it: a part of the team.", UiHint = "dropdown", Options = [Actors.Lead, Actors.Facilitator, Actors.HubLead, Actors.HubSecond, Actors.Enrolment, Actors.Potential, Actors.Enacting, Actors.Evaluating, Actors.Infrastructuring, Actors.Steward, Actors.StewardDelegate, Actors.Scribe, Actors.Admin])]
    public string Owner { get; set; } = "lead";

    public override void Execute(ActivityContext context)
    {
        var passage = context.Feature<Passage>();
        var owner = passage.Needed(Owner, $"The passage “{Pathway}” belongs to the {Owner}");
        if (context.TryFeature<Published>() is { } published && !published.Others.Contains(Pathway))
            throw new InvalidOperationException($"“{Pathway}” should begin here, and no version of “{Pathway}” is published. An administrator publishes one, and then has this tried again.");
        passage.Begin(Pathway, owner);
        context.Complete();
    }

    /// <summary>The pathways on which somebody can begin now, beside the event's own.</summary>
    internal sealed record Published(IReadOnlyList<string> Others)
    {
        /// <summary>Reads them for the passages that begin others: the event's own.</summary>
        internal sealed class Companion(DirectRows rows, PassageCompanion passages) : IBurstCompanion
        {
            const string Known = """SELECT "DefinitionId" FROM "Definitions" WHERE "IsPublished" AND "DefinitionId" <> @value""";

            public async Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation)
            {
                if (await passages.OfInstanceAsync(instanceId, cancellation) is { Enrolment.IsOfEvent: true } passage)
                    context.With(new Published(await rows.ReadAsync(Known, passage.Enrolment.Pathway, reader => reader.GetString(0), cancellation)));
            }
        }
    }
}
