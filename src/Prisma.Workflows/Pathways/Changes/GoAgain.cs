using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Enrolments;
using Prisma.Workflows.Pathways.Rules;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Changes;

/// <summary>Go (G4) was said of other days: an event's own run goes back to that gate, and what follows it is asked for again (domain.md §13.5).</summary>
public sealed class GoAgain(PrismaDbContext db, WorkflowRuntime runtime)
{
    const string Gate = "G4";

    /// <summary>Whether the gate was decided and the run has left it.</summary>
    public async Task<bool> WasSaidAsync(Passage passage, CancellationToken cancellation) =>
        passage.Enrolment.IsOfEvent
        && await db.Reviews.Where(review => review.EnrolmentId == passage.Enrolment.Id && review.GateId == Gate && review.DecidedAt != null).Select(review => review.StepKey).FirstOrDefaultAsync(cancellation) is { } key
        && !passage.Enrolment.Steps.Exists(step => step.IsOpen && step.Key.StartsWith(key, StringComparison.Ordinal));

    public async Task AskAsync(Passage passage, CancellationToken cancellation)
    {
        if (await runtime.GoBackAsync(passage.Enrolment.InstanceId, Find, cancellation))
            passage.Tell("On the new days the four are asked again whether we go.");
    }

    /// <summary>The wait for the day on which the gate is read, where one leads to it; else the gate itself.</summary>
    static ActivityNode? Find(WorkflowDefinition definition) =>
        definition.Nodes.FirstOrDefault(node => node.Type == "Prisma.Review" && node.Fixed("gate") == Gate) is { Parent: { } chart } gate
            ? chart.Connections.Where(one => one.Target == gate.Id).Select(one => definition.NodesById[one.Source]).FirstOrDefault(node => node.Type == "Prisma.WaitUntil") ?? gate
            : null;
}
