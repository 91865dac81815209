using System.Text.Json.Nodes;

namespace Prisma.Workflows.Benchmarks;

/// <summary>The definitions that are run, as Elsa 3 JSON.</summary>
static class Definitions
{
    public const string TwoWaits = "two-waits";
    public const string OneWait = "one-wait";
    public const string Later = "later";

    /// <summary>Waits twice.</summary>
    public static string WaitingTwice() => Document(
        TwoWaits,
        Activity("first", "Elsa.Event", "eventName", "first"),
        Activity("second", "Elsa.Event", "eventName", "second"));

    /// <summary>Starts, waits once, writes a line and ends.</summary>
    public static string WaitingOnce() => Document(
        OneWait,
        Activity("wait", "Elsa.Event", "eventName", "go"),
        Activity("line", "Elsa.WriteLine", "text", "done"));

    /// <summary>Waits for some days.</summary>
    public static string Delayed() => Document(Later, Activity("wait", "Elsa.Delay", "timeSpan", "10.00:00:00"));

    /// <summary>As many activities in a row, each of which waits.</summary>
    public static string Waits(int activities) => Document(
        WaitsId(activities),
        [.. Enumerable.Range(1, activities).Select(number => Activity($"wait{number}", "Elsa.Event", "eventName", $"event {number}"))]);

    public static string WaitsId(int activities) => $"waits-{activities}";

    /// <summary>Ten activities in a row whose inputs are literals.</summary>
    public static string TenLiterals() => Document(
        "ten-literals",
        [.. Enumerable.Range(1, 10).Select(number => Activity($"line{number}", "Elsa.WriteLine", "text", "a line"))]);

    static string Document(string id, params JsonNode[] activities) => new JsonObject
    {
        ["id"] = id + "-v1",
        ["definitionId"] = id,
        ["name"] = id,
        ["version"] = 1,
        ["isLatest"] = true,
        ["isPublished"] = true,
        ["inputs"] = new JsonArray(new JsonObject { ["name"] = "notes", ["type"] = "String", ["storageDriverType"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" }),
        ["root"] = new JsonObject { ["id"] = "sequence", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(activities) },
    }.ToJsonString();

    static JsonObject Activity(string id, string type, string input, string value) => new()
    {
        ["id"] = id,
        ["type"] = type,
        ["version"] = 1,
        [input] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } },
    };
}
