using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Runtime.Triggers;

/// <summary>The events that came too early: kept for an instance, or for all that runs under a correlation id, until one hears it or the last has ended.</summary>
sealed class KeptEvents(DirectRows rows, TimeProvider time)
{
    const string OfHash = """SELECT "Scope" FROM "KeptEvents" WHERE "Hash" = @value""";
    const string OfScope = """SELECT "Scope" FROM "KeptEvents" WHERE "Scope" = @value""";

    static readonly string EventName = Stimulus.ForEvent("").Name;

    readonly PrismaDbContext _db = rows.Context;

    /// <summary>Whether this very operation has kept one, which no query sees yet.</summary>
    bool _hasKept;

    /// <summary>An event for everybody is heard by who listens now; only one that is meant for somebody waits for them.</summary>
    public async Task KeepAsync(PublishedEvent published, CancellationToken cancellation)
    {
        if (await LivingScopeAsync(published, cancellation) is not { } scope)
            return;
        var now = time.GetUtcNow();
        _hasKept = true;
        _db.KeptEvents.Add(new KeptEvent
        {
            Id = Guid.CreateVersion7(now),
            Hash = Stimulus.ForEvent(published.Name).Hash,
            Scope = scope,
            Payload = published.Payload?.ToJsonString() ?? "",
            At = now,
        });
    }

    /// <summary>Gives the burst's new waiters what came before them, and forgets what its end leaves without a listener.</summary>
    public async Task MeetAsync(WorkflowRuntime runtime, Burst burst, CancellationToken cancellation)
    {
        foreach (var bookmark in burst.BookmarksAdded.Where(bookmark => bookmark.Name == EventName).ToList())
        {
            if (await FindAsync(bookmark.Hash, burst.Instance, cancellation) is { } kept)
            {
                _db.KeptEvents.Remove(kept);
                await runtime.ResumeAsync(burst.Instance.Id, bookmark.Id, Input(kept.Payload.Length == 0 ? null : JsonNode.Parse(kept.Payload)), cancellation);
            }
        }

        if (burst.Instance is { Status: InstanceStatus.Finished })
            await ForgetAsync(burst.Instance, cancellation);
    }

    /// <summary>What a waiter is resumed with.</summary>
    public static JsonObject? Input(JsonNode? payload) => payload is null ? null : new JsonObject { ["Payload"] = payload.DeepClone() };

    async Task<KeptEvent?> FindAsync(string hash, WorkflowInstance instance, CancellationToken cancellation)
    {
        if (!await AnyAsync(OfHash, hash, cancellation))
            return null;
        await _db.KeptEvents.Where(kept => kept.Hash == hash).LoadAsync(cancellation);
        List<string> scopes = [ScopeOf(instance.Id), CorrelationScope(instance.CorrelationId ?? "")];
        return _db.Held<KeptEvent>().Where(kept => kept.Hash == hash && scopes.Contains(kept.Scope, StringComparer.Ordinal)).MinBy(kept => (kept.At, kept.Id));
    }

    async Task<string?> LivingScopeAsync(PublishedEvent published, CancellationToken cancellation)
    {
        if (published.InstanceId is { } id)
            return await _db.Instances.AnyAsync(one => one.Id == id && one.Status == nameof(InstanceStatus.Running), cancellation) ? ScopeOf(id) : null;
        return published.CorrelationId is { Length: > 0 } correlation && await AnyRunsAsync(correlation, cancellation) ? CorrelationScope(correlation) : null;
    }

    async Task ForgetAsync(WorkflowInstance ended, CancellationToken cancellation)
    {
        var correlation = ended.CorrelationId ?? "";
        if (!await AnyAsync(OfScope, ScopeOf(ended.Id), cancellation) && (correlation.Length == 0 || !await AnyAsync(OfScope, CorrelationScope(correlation), cancellation)))
            return;
        var scopes = correlation.Length > 0 && !await AnyRunsAsync(correlation, cancellation) ? (List<string>)[ScopeOf(ended.Id), CorrelationScope(correlation)] : [ScopeOf(ended.Id)];
        await _db.KeptEvents.Where(kept => scopes.Contains(kept.Scope)).LoadAsync(cancellation);
        _db.KeptEvents.RemoveRange(_db.Held<KeptEvent>().Where(kept => scopes.Contains(kept.Scope, StringComparer.Ordinal)).ToList());
    }

    /// <summary>Most bursts have nothing to do with kept events; finding that out must cost next to nothing.</summary>
    async Task<bool> AnyAsync(string query, string value, CancellationToken cancellation) =>
        _hasKept || await rows.AnyAsync(query, value, cancellation);

    Task<bool> AnyRunsAsync(string correlation, CancellationToken cancellation) =>
        _db.Instances.AnyAsync(one => one.CorrelationId == correlation && one.Status == nameof(InstanceStatus.Running), cancellation);

    static string ScopeOf(string instanceId) => $"instance:{instanceId}";

    static string CorrelationScope(string correlation) => $"correlation:{correlation}";
}
