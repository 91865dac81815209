using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Pathways.Runs;
using Prisma.Workflows.Persistence;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Views;
using Prisma.Workflows.Web.Account;
using Prisma.Workflows.Web.StudioApi.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Instances;

/// <summary>What an administrator does to runs from outside, in Elsa's words. What is not done here is refused before anything happens.</summary>
static class Alterations
{
    const string Cancel = "Cancel", CancelActivity = "CancelActivity";

    public static void MapAlterations(this IEndpointRouteBuilder api)
    {
        api.MapPost("alterations/run", RunAsync);
        api.MapPost("alterations/workflows/retry", RetryAsync);
        foreach (var path in new[] { "alterations/submit", "alterations/dry-run" })
        {
            api.MapPost(path, () => Answers.Refused("Runs are not altered by a filter here. Choose them with “workflow-instances”, and name them in “alterations/run”."));
        }

        api.MapPost("bulk-actions/import/workflow-instances", () => Answers.Refused("Runs do not come in from files. Start them anew, or restore a backup of the database."));
    }

    static async Task<IResult> RunAsync(JsonObject body, HttpContext context, Operations operations)
    {
        var ids = Bulk.Texts(body, "workflowInstanceIds");
        var alterations = (body["alterations"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (ids.Count == 0 || alterations.Count == 0)
        {
            return Answers.Refused("Name the runs in “workflowInstanceIds”, and what is done to them in “alterations”.");
        }

        var refusals = alterations.Select(alteration => WhyNot(TypeOf(alteration))).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (refusals.Count > 0)
        {
            return Answers.Refused(refusals);
        }

        var problems = await Bulk.EachAsync(
            ids.SelectMany(_ => alterations, (id, alteration) => (Id: id, Alteration: alteration)).ToList(),
            one => operations.RunAsync<EndRun, Outcome<StoredInstance>>(end => AlterAsync(end, one.Id, one.Alteration, context), context.RequestAborted));
        return problems.Count > 0 ? Answers.Refused(problems) : Done(ids);
    }

    static Task<Outcome<StoredInstance>> AlterAsync(EndRun end, string id, JsonObject alteration, HttpContext context) =>
        TypeOf(alteration) == Cancel
            ? end.CancelAsync(id, context.User.ActorOf(), context.RequestAborted)
            : end.CancelActivityAsync(id, (alteration["activityInstanceId"] ?? alteration["activityId"])?.ToString() ?? "", context.User.ActorOf(), context.RequestAborted);

    static string? WhyNot(string type) => type switch
    {
        Cancel or CancelActivity => null,
        "ScheduleActivity" => "An activity is not scheduled from outside: it begins where the definition leads to it. What failed is tried again by “alterations/workflows/retry”.",
        "ModifyVariable" => "A variable is not changed from outside: a run's own activities do that. Let the definition wait for an event that brings the value.",
        "Migrate" => "A run is not moved by itself: it goes to another version together with its enrolment.",
        _ => $"“{type}” is not known here; {Cancel} and {CancelActivity} are.",
    };

    static string TypeOf(JsonObject alteration) => alteration["type"]?.ToString() ?? "";

    static async Task<IResult> RetryAsync(JsonObject body, HttpContext context, Operations operations)
    {
        var activities = Bulk.Texts(body, "activityIds");
        var retried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in Bulk.Texts(body, "workflowInstanceIds"))
        {
            var stored = await operations.ReadAsync<ReadInstances, StoredInstance?>(read => read.FindAsync(id, context.RequestAborted));
            var incidents = stored is null ? [] : InstanceJson.Read(stored.State).Incidents;
            foreach (var incident in incidents.Where(incident => incident.RetriedAt is null && (activities.Count == 0 || activities.Contains(incident.ActivityId, StringComparer.Ordinal))))
            {
                if (await operations.RunAsync<RetryIncident, bool>(retry => retry.ExecuteAsync(id, incident.Id, context.User.ActorOf().Name, context.RequestAborted), context.RequestAborted))
                {
                    retried.Add(id);
                }
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
