using System.Globalization;
using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Enrolments.Organisations;
using Prisma.Workflows.Gates;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Maps;

/// <summary>Gate G3 may consent before every condition is met: what is open then gets an owner and a day, as the gate asks (domain.md §13.3).</summary>
sealed class StageOpenConditions(PrismaDbContext db, AlignmentConditions conditions) : IBurstCompanion
{
    public Task AttachAsync(string instanceId, BurstContext context, CancellationToken cancellation) => Task.CompletedTask;

    public async Task AfterAsync(Burst burst, BurstContext context, WorkflowRuntime runtime, CancellationToken cancellation)
    {
        if (context.Feature<Passage>() is not { Enrolment.Pathway: Pathway.Event, Lead: { } lead } passage
            || db.Reviews.Local.FirstOrDefault(review => review.EnrolmentId == passage.Enrolment.Id && review.GateId == AlignmentConditions.GateId && WasDecidedNow(review)) is not { } review)
        {
            return;
        }

        var all = await conditions.ExecuteAsync(passage.Event.Id, "", cancellation);
        passage.Tell(string.Create(CultureInfo.InvariantCulture, $"As “{review.Title}” was decided, {all.Count(one => one.State == ConditionState.Met)} of {all.Count} conditions were met and {all.Count(one => one.State == ConditionState.Staged)} had an owner and a day."));
        foreach (var open in all.Where(one => one.State == ConditionState.Open))
        {
            passage.OpenTask($"{review.StepKey}.{open.Key.Replace('_', '-')}", $"See to it, or say why it may be left out: {open.Words}", lead, "lead", new JsonObject { ["step"] = new JsonObject { ["why_now"] = open.Detail } });
        }
    }

    bool WasDecidedNow(Review review)
    {
        var decided = db.Entry(review).Property(one => one.DecidedAt);
        return decided is { OriginalValue: null, CurrentValue: not null } && review.Outcome is Decision.Consented or Decision.ConsentedWithConditions;
    }
}
