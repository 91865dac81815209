using System.Text.Json;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Incidents;

namespace Prisma.Workflows.Engine.Instances;

/// <summary>Writes an instance member by member in a fixed order, leaving out what is absent.</summary>
sealed class InstanceWriter(Utf8JsonWriter writer)
{
    internal void Write(WorkflowInstance instance)
    {
        writer.WriteStartObject();
        writer.WriteNumber("format", InstanceJson.Format);
        writer.WriteString("id", instance.Id);
        writer.WriteString("definitionId", instance.DefinitionId);
        writer.WriteString("definitionVersionId", instance.DefinitionVersionId);
        writer.WriteNumber("definitionVersion", instance.DefinitionVersion);
        writer.WriteString("status", instance.Status.ToString());
        writer.WriteString("subStatus", instance.SubStatus.ToString());
        Text("name", instance.Name);
        Text("correlationId", instance.CorrelationId);
        Text("parentInstanceId", instance.ParentInstanceId);
        Text("parentBookmarkId", instance.ParentBookmarkId);
        Text("triggerActivityId", instance.TriggerActivityId);
        Instant("createdAt", instance.CreatedAt);
        Instant("updatedAt", instance.UpdatedAt);
        if (instance.FinishedAt is { } finishedAt)
            Instant("finishedAt", finishedAt);
        writer.WriteNumber("sequence", instance.Sequence);
        Json("input", instance.Input);
        Json("output", instance.Output);
        List("outcomes", instance.Outcomes, writer.WriteStringValue);
        Values("variables", instance.Values);
        if (instance.LastResult is { } result)
        {
            writer.WritePropertyName("lastResult");
            ValueJson.Write(writer, result);
        }

        if (instance.Root is { } root)
        {
            writer.WritePropertyName("root");
            WriteExecution(root);
        }

        List("bookmarks", instance.Waiting, WriteBookmark);
        List("dormantBookmarks", instance.Dormant, WriteBookmark);
        List("incidents", instance.Failures, WriteIncident);
        writer.WriteEndObject();
    }

    void WriteExecution(ActivityExecution execution)
    {
        writer.WriteStartObject();
        writer.WriteNumber("number", execution.Number);
        writer.WriteString("activityId", execution.ActivityId);
        writer.WriteString("status", execution.Status.ToString());
        Instant("startedAt", execution.StartedAt);
        if (execution.BookmarkCount > 0)
            writer.WriteNumber("bookmarkCount", execution.BookmarkCount);
        Json("properties", execution.Kept);
        if (execution.Values is { } values)
            Values("variables", values);
        if (execution.Flow is { } flow)
            WriteFlow(flow);
        if (execution.Outputs is { } outputs)
            WriteOutputs(outputs);
        Text("innerVersionId", execution.InnerVersionId);
        Json("innerInput", execution.InnerInput);
        Json("innerOutput", execution.InnerOutput);
        List("children", execution.Children, WriteExecution);
        writer.WriteEndObject();
    }

    void WriteOutputs(Dictionary<string, Dictionary<string, object?>> outputs)
    {
        writer.WriteStartObject("outputs");
        foreach (var (activityId, given) in outputs)
            Values(activityId, given);
        writer.WriteEndObject();
    }

    void WriteFlow(FlowState flow)
    {
        writer.WriteStartObject("flow");
        writer.WriteString("start", flow.Start);
        writer.WriteStartObject("visits");
        foreach (var (activityId, count) in flow.Visits)
            writer.WriteNumber(activityId, count);
        writer.WriteEndObject();
        writer.WriteStartObject("connections");
        foreach (var (key, visits) in flow.Connections)
            writer.WriteNumber(key, visits.Followed ? visits.Count : -visits.Count);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    void WriteBookmark(Bookmark bookmark)
    {
        writer.WriteStartObject();
        writer.WriteString("id", bookmark.Id);
        writer.WriteString("name", bookmark.Name);
        writer.WriteString("hash", bookmark.Hash);
        writer.WriteString("activityId", bookmark.ActivityId);
        writer.WriteString("activityNodeId", bookmark.ActivityNodeId);
        writer.WriteString("activityInstanceId", bookmark.ActivityInstanceId);
        Text("callback", bookmark.Callback);
        if (bookmark.DueAt is { } dueAt)
            Instant("dueAt", dueAt);
        Json("payload", bookmark.Payload);
        if (!bookmark.AutoBurn)
            writer.WriteBoolean("autoBurn", false);
        Instant("createdAt", bookmark.CreatedAt);

        // That it was heard counts, also where nothing came with it.
        if (bookmark.Heard is { } heard)
        {
            writer.WritePropertyName("heard");
            heard.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    void WriteIncident(Incident incident)
    {
        writer.WriteStartObject();
        writer.WriteString("id", incident.Id);
        writer.WriteString("activityId", incident.ActivityId);
        Text("title", incident.Title == incident.ActivityId ? null : incident.Title);
        writer.WriteString("activityNodeId", incident.ActivityNodeId);
        writer.WriteString("activityType", incident.ActivityType);
        Text("activityInstanceId", incident.ActivityInstanceId);
        writer.WriteString("type", incident.Type);
        writer.WriteString("message", incident.Message);
        Instant("at", incident.At);
        if (incident.RetriedAt is { } retriedAt)
            Instant("retriedAt", retriedAt);
        writer.WriteEndObject();
    }

    void Values(string name, Dictionary<string, object?> values)
    {
        if (values.Count == 0)
            return;
        writer.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            writer.WritePropertyName(key);
            ValueJson.Write(writer, value);
        }

        writer.WriteEndObject();
    }

    void List<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
            return;
        writer.WriteStartArray(name);
        foreach (var item in items)
            write(item);
        writer.WriteEndArray();
    }

    void Json(string name, JsonObject? json)
    {
        if (json is null or { Count: 0 })
            return;
        writer.WritePropertyName(name);
        json.WriteTo(writer);
    }

    void Text(string name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }

    void Instant(string name, DateTimeOffset at) => writer.WriteString(name, at.ToString("O", CultureInfo.InvariantCulture));
}
