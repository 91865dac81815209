using System.Security.Cryptography;
using System.Text;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Incidents;

namespace Prisma.Workflows.Engine.Instances;

/// <summary>One run of one version of a definition: everything it needs to go on after a restart.</summary>
public sealed class WorkflowInstance
{
    internal WorkflowInstance(string id) => Id = id;

    public string Id { get; }
    public string DefinitionId { get; internal set; } = "";
    public string DefinitionVersionId { get; internal set; } = "";
    public int DefinitionVersion { get; internal set; }
    public InstanceStatus Status { get; internal set; }
    public InstanceSubStatus SubStatus { get; internal set; }

    public string? Name
    {
        get;
        internal set => field = WellFormed.Of(value);
    }

    public string? CorrelationId
    {
        get;
        internal set => field = WellFormed.Of(value);
    }

    public string? ParentInstanceId { get; internal set; }

    /// <summary>The bookmark of the parent that waits for this instance.</summary>
    public string? ParentBookmarkId { get; internal set; }

    public JsonObject Input { get; internal set; } = [];
    public JsonObject Output { get; internal set; } = [];

    /// <summary>The outcomes given by a Complete activity, if any.</summary>
    public IReadOnlyList<string> Outcomes { get; internal set; } = [];

    /// <summary>The variables that were set, by name; the others have the value the definition declares.</summary>
    public IReadOnlyDictionary<string, object?> Variables => Values;

    public IReadOnlyList<Bookmark> Bookmarks => Waiting;

    /// <summary>What a faulted instance waited for beside what failed; it wakes nothing until the instance is retried.</summary>
    public IReadOnlyList<Bookmark> BookmarksAsleep => Dormant;

    public IReadOnlyList<Incident> Incidents => Failures;
    public DateTimeOffset CreatedAt { get; internal set; }
    public DateTimeOffset UpdatedAt { get; internal set; }
    public DateTimeOffset? FinishedAt { get; internal set; }

    /// <summary>The executions that live, parents before children.</summary>
    public IEnumerable<ActivityExecution> Executions => Root?.WithDescendants() ?? [];

    /// <summary>The versions of the definitions that run in place now.</summary>
    public IEnumerable<string> VersionsInPlace => Executions.Select(execution => execution.InnerVersionId).OfType<string>().Distinct();

    internal Dictionary<string, object?> Values { get; } = [];
    internal List<Bookmark> Waiting { get; } = [];
    internal List<Bookmark> Dormant { get; } = [];
    internal List<Incident> Failures { get; } = [];
    internal ActivityExecution? Root { get; set; }
    internal object? LastResult { get; set; }
    internal string? TriggerActivityId { get; set; }
    internal long Sequence { get; set; }

    public Bookmark? Bookmark(string id) => Waiting.Find(bookmark => bookmark.Id == id);

    /// <summary>Moves the instance to another version; its executions are found again by activity id when it next runs.</summary>
    internal void MoveTo(WorkflowDefinition definition)
    {
        DefinitionId = definition.DefinitionId;
        DefinitionVersionId = definition.VersionId;
        DefinitionVersion = definition.Version;
        foreach (var execution in Executions)
            execution.Node = null;
    }

    internal long NextNumber() => ++Sequence;

    internal string NextId(string kind) => string.Create(CultureInfo.InvariantCulture, $"{Id}.{kind}{NextNumber()}");

    /// <summary>An id that looks random, and is the same whenever the same burst runs again.</summary>
    internal Guid NextGuid()
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Id}|{NextNumber()}")));
        var bytes = hash.AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0F | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3F | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
