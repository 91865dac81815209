using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Runtime;
using Prisma.Workflows.Runtime.Views;
using Prisma.Workflows.Web.StudioApi.Definitions;

namespace Prisma.Workflows.Web.StudioApi.Instances;

/// <summary>What happened in a run, line by line.</summary>
static class JournalShape
{
    const int Largest = 1000;

    /// <param name="filter">The Studio's filter: activityIds, activityNodeIds, excludedActivityTypes, eventNames.</param>
    public static JsonObject Page(InstanceHistory history, JsonObject? filter, int skip, int take)
    {
        var found = history.Log.Where(entry => IsMeant(history, entry, filter ?? [])).ToList();
        var page = found.Skip(Math.Max(0, skip)).Take(Math.Clamp(take, 1, Largest));
        return new JsonObject { ["items"] = Lines(history, page), ["totalCount"] = found.Count };
    }

    public static JsonArray Lines(InstanceHistory history, IEnumerable<StoredLogEntry> entries) => [.. entries.Select(entry => (JsonNode)Line(history, entry))];

    static bool IsMeant(InstanceHistory history, StoredLogEntry entry, JsonObject filter) =>
        Allows(filter, "activityIds", entry.ActivityId)
        && Allows(filter, "activityNodeIds", ActivityRun.NodeIdOf(history.Definition, entry))
        && Allows(filter, "eventNames", EventOf(entry))
        && !Bulk.Texts(filter, "excludedActivityTypes").Contains(entry.ActivityType, StringComparer.Ordinal);

    static bool Allows(JsonObject filter, string member, string value) => Bulk.Texts(filter, member) is not { Count: > 0 } values || values.Contains(value, StringComparer.Ordinal);

    /// <summary>As Elsa spells it.</summary>
    static string EventOf(StoredLogEntry entry) => entry.Event == nameof(ActivityLogEvent.Cancelled) ? "Canceled" : entry.Event;

    static JsonObject Line(InstanceHistory history, StoredLogEntry entry)
    {
        var run = history.RunsById.GetValueOrDefault(ActivityRun.IdOf(history.Stored.Id, entry));
        return new JsonObject
        {
            ["id"] = entry.Id,
            ["activityInstanceId"] = ActivityRun.IdOf(history.Stored.Id, entry),
            ["parentActivityInstanceId"] = run?.ParentId,
            ["activityId"] = entry.ActivityId,
            ["activityType"] = entry.ActivityType,
            ["activityTypeVersion"] = run?.Node?.Version ?? 1,
            ["activityName"] = history.Definition.NodesById.GetValueOrDefault(entry.ActivityId)?.Name,
            ["nodeId"] = ActivityRun.NodeIdOf(history.Definition, entry),
            ["timestamp"] = entry.At,
            ["sequence"] = entry.Sequence,
            ["eventName"] = EventOf(entry),
            ["message"] = entry.Text.Length == 0 ? null : entry.Text,
            ["source"] = "Prisma",
            ["activityState"] = run is null || entry.Event != nameof(ActivityLogEvent.Started) ? null : ActivityState.Of(history, run),
            ["payload"] = entry.Outcomes.Length == 0 ? null : new JsonObject { ["Outcomes"] = Answers.Texts(entry.Outcomes.Split('\n')) },
        };
    }
}
