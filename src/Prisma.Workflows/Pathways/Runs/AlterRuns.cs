using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.People;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Runs;

/// <summary>An administrator alters runs from outside: all of it is done in one commit, or nothing is. A run that is somebody's enrolment is altered on the enrolment's page alone.</summary>
public sealed class AlterRuns(PrismaDbContext db, WorkflowRuntime runtime, EndRun end, AuditTrail audit)
{
    const string OfEnrolment = "This run is somebody's enrolment: what they go through is changed on the enrolment's page, where a step is done again and another version of the pathway is chosen.";

    /// <exception cref="RunsNotAlteredException">Something could not be done.</exception>
    public async Task ExecuteAsync(IReadOnlyCollection<string> instanceIds, IReadOnlyList<Alteration> alterations, Actor by, CancellationToken cancellation)
    {
        var reasons = new List<string>();
        foreach (var id in instanceIds)
        {
            foreach (var alteration in alterations)
                reasons.AddRange((await AlterAsync(id, alteration, by, cancellation)).Problems.Select(problem => problem.Value));
        }

        if (reasons.Count > 0)
            throw new RunsNotAlteredException(reasons);
    }

    async Task<Outcome<StoredInstance>> AlterAsync(string id, Alteration alteration, Actor by, CancellationToken cancellation)
    {
        switch (alteration)
        {
            case Alteration.Cancel:
                return await end.CancelAsync(id, by, cancellation);
            case Alteration.CancelActivity cancel:
                return await end.CancelActivityAsync(id, cancel.Activity, by, cancellation);
        }

        var found = await end.FindAsync(id, OfEnrolment, cancellation);
        if (found.Value is not { } run)
            return found;
        var (problem, done) = alteration switch
        {
            Alteration.ScheduleActivity schedule => await ScheduleAsync(id, schedule, cancellation),
            Alteration.ModifyVariable modify => await ModifyAsync(id, modify, cancellation),
            Alteration.Migrate migrate => await MigrateAsync(run, migrate, cancellation),
            _ => throw new InvalidOperationException($"{alteration} is nothing that is done to a run."),
        };
        if (problem is not null)
            return Problems.Refused(problem);
        audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} {done} the run {id} of {run.DefinitionId}.");
        return found;
    }

    async Task<(string? Problem, string Done)> ScheduleAsync(string id, Alteration.ScheduleActivity schedule, CancellationToken cancellation) => (
        await runtime.ScheduleAsync(id, schedule.Activity, cancellation)
            ? null
            : $"“{schedule.Activity}” cannot be run now: it runs already, or no flowchart that it stands in directly runs in this run now.",
        $"had the activity {schedule.Activity} run in");

    async Task<(string? Problem, string Done)> ModifyAsync(string id, Alteration.ModifyVariable modify, CancellationToken cancellation)
    {
        var done = $"gave the variable {modify.VariableId} another value in";
        try
        {
            return (
                await runtime.SetVariableAsync(id, modify.VariableId, modify.Value, cancellation)
                    ? null
                    : $"No variable with the id “{modify.VariableId}” is kept in this run now. Look in its definition how the variable is stored, and where it belongs.",
                done);
        }
        catch (ExpressionException unfit)
        {
            return ($"The variable “{modify.VariableId}” was not changed: {unfit.Message}", done);
        }
    }

    async Task<(string? Problem, string Done)> MigrateAsync(StoredInstance run, Alteration.Migrate migrate, CancellationToken cancellation)
    {
        var done = $"moved to version {migrate.TargetVersion}";
        var version = await db.Definitions.Where(one => one.DefinitionId == run.DefinitionId && one.Version == migrate.TargetVersion && one.PublishedAt != null)
            .Select(one => one.Id).FirstOrDefaultAsync(cancellation);
        if (version is null)
            return ($"Version {migrate.TargetVersion} of “{run.DefinitionId}” was never published, so no run goes on in it.", done);
        var lost = await runtime.MoveAsync(run.Id, version, cancellation);
        return (lost.Count == 0 ? null : $"This run cannot go on in version {migrate.TargetVersion}, which has no {string.Join(" and no ", lost.Select(node => $"“{node.Title}”"))}, where it is now.", done);
    }
}
