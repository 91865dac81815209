using Prisma.Workflows.Audit;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.People;
using Prisma.Workflows.Runtime;

namespace Prisma.Workflows.Pathways.Runs;

/// <summary>An administrator ends a run or one activity of it, or removes one that has ended; a run that is somebody's enrolment ends with the enrolment and stays.</summary>
public sealed class EndRun(PrismaDbContext db, WorkflowRuntime runtime, AuditTrail audit)
{
    const string OfEnrolment = "This run is somebody's enrolment: it ends when they finish or leave, and its story stays.";

    public async Task<Outcome<StoredInstance>> CancelAsync(string instanceId, Actor by, CancellationToken cancellation)
    {
        var found = await FindAsync(instanceId, OfEnrolment, cancellation);
        if (found.Value is not { } instance)
            return found;
        await runtime.CancelAsync(instanceId, cancellation);
        audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} ended the run {instanceId} of {instance.DefinitionId}.");
        return found;
    }

    public async Task<Outcome<StoredInstance>> CancelActivityAsync(string instanceId, string activity, Actor by, CancellationToken cancellation)
    {
        var found = await FindAsync(instanceId, OfEnrolment, cancellation);
        if (found.Value is not { } instance)
            return found;
        if (!await runtime.CancelActivityAsync(instanceId, activity, cancellation))
            return Problems.Refused($"“{activity}” does not run in this run now.");
        audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} ended the activity {activity} in the run {instanceId} of {instance.DefinitionId}.");
        return found;
    }

    public async Task<Outcome<StoredInstance>> RemoveAsync(string instanceId, Actor by, CancellationToken cancellation)
    {
        var found = await FindAsync(instanceId, OfEnrolment, cancellation);
        if (found.Value is not { } instance)
            return found;
        if (instance.Status != nameof(InstanceStatus.Finished))
            return Problems.Refused("This run has not ended. End it first.");
        await db.ActivityLog.Where(entry => entry.InstanceId == instanceId).ExecuteDeleteAsync(cancellation);
        db.Instances.Remove(instance);
        audit.Tell(AuditTrail.Installation, by.Name, $"{by.Name} removed the run {instanceId} of {instance.DefinitionId}.");
        return instance;
    }

    /// <param name="ofEnrolment">Why it is not done to a run that is somebody's enrolment.</param>
    internal async Task<Outcome<StoredInstance>> FindAsync(string instanceId, string ofEnrolment, CancellationToken cancellation) =>
        await db.Instances.FindAsync([instanceId], cancellation) is not { } instance ? Problems.Refused("This run is no longer here.")
        : await db.Enrolments.AnyAsync(enrolment => enrolment.InstanceId == instanceId, cancellation) ? Problems.Refused(ofEnrolment)
        : instance;
}
