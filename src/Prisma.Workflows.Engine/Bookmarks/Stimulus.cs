using System.Security.Cryptography;
using System.Text;
using Prisma.Workflows.Engine.Expressions;

namespace Prisma.Workflows.Engine.Bookmarks;

/// <summary>What wakes a bookmark or starts a definition: equal stimuli have equal hashes.</summary>
public sealed record Stimulus(string Name, JsonNode? Payload = null, string? ActivityInstanceId = null)
{
    string? _hash;

    /// <summary>Uppercase hex SHA-256 of name, payload as compact JSON and activity instance id, joined by bars, leaving out what is absent.</summary>
    public string Hash => _hash ??= Compute();

    /// <summary>What wakes everyone who waits for an event.</summary>
    public static Stimulus ForEvent(string eventName) => new("Elsa.Event", new JsonObject { ["EventName"] = eventName });

    /// <summary>What wakes the one who waits for a task.</summary>
    public static Stimulus ForTask(string taskId) => new("Elsa.RunTask", new JsonObject { ["TaskId"] = taskId });

    /// <summary>What wakes whoever waits for an HTTP request.</summary>
    public static Stimulus ForHttp(string path, string method) =>
        new("Elsa.HttpEndpoint", new JsonObject { ["Path"] = path.Trim('/'), ["Method"] = method.ToLowerInvariant() });

    string Compute()
    {
        var text = new StringBuilder(Name);
        if (Payload is not null)
            text.Append('|').Append(Payload.ToJsonString(ValueJson.Relaxed));
        if (ActivityInstanceId is not null)
            text.Append('|').Append(ActivityInstanceId);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
