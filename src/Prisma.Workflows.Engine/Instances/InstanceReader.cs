using System.Text.Json;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Expressions;
using Prisma.Workflows.Engine.Incidents;

namespace Prisma.Workflows.Engine.Instances;

/// <summary>Reads what <see cref="InstanceWriter"/> wrote.</summary>
static class InstanceReader
{
    internal static WorkflowInstance Read(JsonElement json)
    {
        var instance = new WorkflowInstance(Text(json, "id")!)
        {
            DefinitionId = Text(json, "definitionId")!,
            DefinitionVersionId = Text(json, "definitionVersionId")!,
            DefinitionVersion = json.GetProperty("definitionVersion").GetInt32(),
            Status = Enum.Parse<InstanceStatus>(Text(json, "status")!),
            SubStatus = Enum.Parse<InstanceSubStatus>(Text(json, "subStatus")!),
            Name = Text(json, "name"),
            CorrelationId = Text(json, "correlationId"),
            ParentInstanceId = Text(json, "parentInstanceId"),
            ParentBookmarkId = Text(json, "parentBookmarkId"),
            TriggerActivityId = Text(json, "triggerActivityId"),
            CreatedAt = Instant(json, "createdAt") ?? default,
            UpdatedAt = Instant(json, "updatedAt") ?? default,
            FinishedAt = Instant(json, "finishedAt"),
            Sequence = json.GetProperty("sequence").GetInt64(),
            Input = Members(json, "input") ?? [],
            Output = Members(json, "output") ?? [],
            Outcomes = [.. Items(json, "outcomes").Select(outcome => outcome.GetString()!)],
            LastResult = json.TryGetProperty("lastResult", out var result) ? ValueJson.Read(result) : null,
        };
        if (json.TryGetProperty("variables", out var variables))
            ReadValues(variables, instance.Values);
        if (json.TryGetProperty("root", out var root))
        {
            instance.Root = new ActivityExecution(instance, null, root.GetProperty("number").GetInt64(), Text(root, "activityId")!);
            ReadExecution(instance.Root, root);
        }

        instance.Waiting.AddRange(Items(json, "bookmarks").Select(ReadBookmark));
        instance.Dormant.AddRange(Items(json, "dormantBookmarks").Select(ReadBookmark));
        instance.Failures.AddRange(Items(json, "incidents").Select(ReadIncident));
        return instance;
    }

    static void ReadExecution(ActivityExecution execution, JsonElement json)
    {
        execution.Status = Enum.Parse<ActivityStatus>(Text(json, "status")!);
        execution.StartedAt = Instant(json, "startedAt") ?? default;
        execution.BookmarkCount = json.TryGetProperty("bookmarkCount", out var count) ? count.GetInt32() : 0;
        execution.Kept = Members(json, "properties");
        execution.InnerVersionId = Text(json, "innerVersionId");
        if (execution.InnerVersionId is not null)
        {
            execution.InnerInput = Members(json, "innerInput") ?? [];
            execution.InnerOutput = Members(json, "innerOutput") ?? [];
        }

        if (json.TryGetProperty("variables", out var variables))
            ReadValues(variables, execution.Values = []);
        if (json.TryGetProperty("flow", out var flow))
            execution.Flow = ReadFlow(flow);
        if (json.TryGetProperty("outputs", out var outputs))
            execution.Outputs = outputs.EnumerateObject().ToDictionary(output => output.Name, output => ReadValues(output.Value, []));
        foreach (var child in Items(json, "children"))
            ReadExecution(execution.AddChild(child.GetProperty("number").GetInt64(), Text(child, "activityId")!), child);
    }

    static FlowState ReadFlow(JsonElement json)
    {
        var flow = new FlowState { Start = Text(json, "start")! };
        foreach (var visit in json.GetProperty("visits").EnumerateObject())
            flow.Visits[visit.Name] = visit.Value.GetInt32();
        foreach (var connection in json.GetProperty("connections").EnumerateObject())
        {
            var count = connection.Value.GetInt32();
            flow.Connections[connection.Name] = new ConnectionVisits(Math.Abs(count), count > 0);
        }

        return flow;
    }

    static Bookmark ReadBookmark(JsonElement json) => new()
    {
        Id = Text(json, "id")!,
        Name = Text(json, "name")!,
        Hash = Text(json, "hash")!,
        ActivityId = Text(json, "activityId")!,
        ActivityNodeId = Text(json, "activityNodeId")!,
        ActivityInstanceId = Text(json, "activityInstanceId")!,
        Callback = Text(json, "callback"),
        DueAt = Instant(json, "dueAt"),
        Payload = Members(json, "payload"),
        AutoBurn = !json.TryGetProperty("autoBurn", out var burn) || burn.GetBoolean(),
        CreatedAt = Instant(json, "createdAt") ?? default,
        Heard = Members(json, "heard"),
    };

    static Incident ReadIncident(JsonElement json) => new()
    {
        Id = Text(json, "id")!,
        ActivityId = Text(json, "activityId")!,
        Title = Text(json, "title") ?? Text(json, "activityId")!,
        ActivityNodeId = Text(json, "activityNodeId")!,
        ActivityType = Text(json, "activityType")!,
        ActivityInstanceId = Text(json, "activityInstanceId"),
        Type = Text(json, "type")!,
        Message = Text(json, "message")!,
        At = Instant(json, "at") ?? default,
        RetriedAt = Instant(json, "retriedAt"),
    };

    static Dictionary<string, object?> ReadValues(JsonElement members, Dictionary<string, object?> values)
    {
        foreach (var member in members.EnumerateObject())
            values[member.Name] = ValueJson.Read(member.Value);
        return values;
    }

    static JsonElement.ArrayEnumerator Items(JsonElement json, string member) =>
        json.TryGetProperty(member, out var items) ? items.EnumerateArray() : default;

    static JsonObject? Members(JsonElement json, string member) =>
        json.TryGetProperty(member, out var members) ? JsonObject.Create(members.Clone()) : null;

    static string? Text(JsonElement json, string member) => json.TryGetProperty(member, out var text) ? text.GetString() : null;

    static DateTimeOffset? Instant(JsonElement json, string member) =>
        Text(json, member) is { } text ? DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture) : null;
}
