using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Pathways.Runs;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Views;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.StudioApi.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Instances;

/// <summary>What an administrator does to runs from outside, in Elsa's words. All of it is done, or nothing is.</summary>
static class Alterations
{
    const string Forms = "What can be done is Cancel, CancelActivity and ScheduleActivity with “activityId” or “activityInstanceId”, ModifyVariable with “variableId” and “value”, and Migrate with “targetVersion”.";

    public static void MapAlterations(this IEndpointRouteBuilder api)
    {
        api.MapPost("alterations/run", RunAsync);
        api.MapPost("alterations/workflows/retry", RetryAsync);
        foreach (var path in new[] { "alterations/submit", "alterations/dry-run" })
            api.MapPost(path, () => Answers.Refused("Runs are not altered by a filter here. Choose them with “workflow-instances”, and name them in “alterations/run”."));
        api.MapPost("bulk-actions/import/workflow-instances", () => Answers.Refused("Runs do not come in from files. Start them anew, or restore a backup of the database."));
    }

    static async Task<IResult> RunAsync(JsonObject body, HttpContext context, Operations operations)
    {
        var ids = Bulk.Texts(body, "workflowInstanceIds");
        var asked = (body["alterations"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (ids.Count == 0 || asked.Count == 0)
            return Answers.Refused("Name the runs in “workflowInstanceIds”, and what is done to them in “alterations”.");
        var alterations = asked.Select(Read).OfType<Alteration>().ToList();
        if (alterations.Count < asked.Count)
            return Answers.Refused(asked.Where(one => Read(one) is null).Select(one => $"“{one["type"]}” cannot be read. {Forms}").Distinct(StringComparer.Ordinal));
        try
        {
            await operations.RunAsync<AlterRuns>(alter => alter.ExecuteAsync(ids, alterations, context.User.ActorOf(), context.RequestAborted), context.RequestAborted);
            return Done(ids);
        }
        catch (RunsNotAlteredException refused)
        {
            return Answers.Refused(refused.Reasons);
        }
    }

    static Alteration? Read(JsonObject alteration) => alteration["type"]?.ToString() switch
    {
        "Cancel" => new Alteration.Cancel(),
        "CancelActivity" when ActivityOf(alteration) is { } activity => new Alteration.CancelActivity(activity),
        "ScheduleActivity" when ActivityOf(alteration) is { } activity => new Alteration.ScheduleActivity(activity),
        "ModifyVariable" when alteration["variableId"]?.ToString() is { } variable => new Alteration.ModifyVariable(variable, alteration["value"]),
        "Migrate" when int.TryParse(alteration["targetVersion"]?.ToString(), CultureInfo.InvariantCulture, out var version) => new Alteration.Migrate(version),
        _ => null,
    };

    static string? ActivityOf(JsonObject alteration) => (alteration["activityInstanceId"] ?? alteration["activityId"])?.ToString();

    static async Task<IResult> RetryAsync(JsonObject body, HttpContext context, Operations operations)
    {
        var activities = Bulk.Texts(body, "activityIds");
        var retried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in Bulk.Texts(body, "workflowInstanceIds"))
        {
            var stored = await operations.ReadAsync<ReadInstances, StoredInstance?>(read => read.FindAsync(id, context.RequestAborted));
            var incidents = (stored is null ? null : InstanceJson.TryRead(stored.State))?.Incidents ?? [];
            foreach (var incident in incidents.Where(incident => incident.RetriedAt is null && (activities.Count == 0 || activities.Contains(incident.ActivityId, StringComparer.Ordinal))))
            {
                if (await operations.RunAsync<RetryIncident, bool>(retry => retry.ExecuteAsync(id, incident.Id, context.User.ActorOf().Name, context.RequestAborted), context.RequestAborted))
                    retried.Add(id);
            }
        }

        return retried.Count > 0 ? Done(retried) : Answers.Refused("Nothing in these runs waits to be tried again.");
    }

    /// <summary>As Elsa tells it; what there was to do is done already, and stands in the run's journal.</summary>
    static IResult Done(IEnumerable<string> ids) => Results.Json(new
    {
        results = ids.Select(id => new { workflowInstanceId = id, isSuccessful = true, workflowHasScheduledWork = false, log = new { logEntries = Array.Empty<string>() } }),
    });
}
