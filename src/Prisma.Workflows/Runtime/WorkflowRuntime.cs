using System.Text;
using System.Text.Json.Nodes;
using Prisma.Workflows.Engine.Bookmarks;
using Prisma.Workflows.Engine.Definitions;
using Prisma.Workflows.Engine.Execution;
using Prisma.Workflows.Engine.Instances;
using Prisma.Workflows.Persistence.Direct;

namespace Prisma.Workflows.Runtime;

/// <summary>Hosts the engine durably: every method changes rows of the caller's operation, and its commit is the burst's (design.md §5.1).</summary>
public sealed class WorkflowRuntime(
    DirectRows rows,
    DefinitionCache definitions,
    WorkflowRunner runner,
    IEnumerable<IBurstCompanion> companions,
    TimeProvider time)
{
    const string Waiting = """SELECT "Id", "InstanceId" FROM "Bookmarks" WHERE "Hash" = @value""";

    readonly BurstRequests _requests = new(rows, definitions);

    /// <summary>Starts the published version of a definition.</summary>
    /// <exception cref="DefinitionMissingException">Nothing of that id is published.</exception>
    public async Task<Burst> StartAsync(string definitionId, string instanceId, JsonObject? input, string? correlationId, CancellationToken cancellation)
    {
        var (versionId, definition) = await definitions.PublishedAsync(rows, definitionId, cancellation);
        return await StartAsync(versionId, definition, new StartRequest { InstanceId = instanceId, Input = input, CorrelationId = correlationId }, cancellation);
    }

    /// <summary>Starts one version of a definition, published or not.</summary>
    /// <exception cref="DefinitionMissingException">That version is not here.</exception>
    public async Task<Burst> StartVersionAsync(string versionId, StartRequest request, CancellationToken cancellation) =>
        await StartAsync(versionId, await definitions.VersionAsync(rows.Context, versionId, cancellation), request, cancellation);

    internal async Task<Burst> StartAsync(string versionId, WorkflowDefinition definition, StartRequest request, CancellationToken cancellation)
    {
        var context = await PrepareAsync(definition, request.InstanceId, cancellation);
        var burst = runner.Start(definition, request, context);
        var stored = new StoredInstance
        {
            Id = request.InstanceId,
            DefinitionId = definition.DefinitionId,
            DefinitionVersionId = versionId,
            Status = "",
            SubStatus = "",
            State = "",
            CreatedAt = context.Now,
            UpdatedAt = context.Now,
        };
        await KeepAsync(stored, burst, context, cancellation);
        return burst;
    }

    /// <summary>Wakes one bookmark; false when it is already burnt or its instance has ended: the step is done, and that is fine.</summary>
    public async Task<bool> ResumeAsync(string instanceId, string bookmarkId, JsonObject? input, CancellationToken cancellation)
    {
        var stored = await rows.FindAsync<StoredInstance>(instanceId, cancellation);
        if (stored is null || stored.Status == nameof(InstanceStatus.Finished))
        {
            return false;
        }

        var definition = await definitions.VersionAsync(rows.Context, stored.DefinitionVersionId, cancellation);
        var instance = InstanceJson.Read(stored.State);
        if (instance.Bookmarks.All(bookmark => bookmark.Id != bookmarkId))
        {
            return false;
        }

        var context = await PrepareAsync(definition, instanceId, cancellation);
        await KeepAsync(stored, runner.Resume(definition, instance, bookmarkId, input, context), context, cancellation);
        return true;
    }

    /// <summary>Wakes every bookmark with that hash; answers how many.</summary>
    public Task<int> ResumeMatchingAsync(Stimulus stimulus, JsonObject? input, CancellationToken cancellation) =>
        ResumeMatchingAsync(stimulus, input, _ => true, cancellation);

    /// <summary>Wakes those bookmarks with that hash whose instance is meant; bookmarks of this very operation among them.</summary>
    internal async Task<int> ResumeMatchingAsync(Stimulus stimulus, JsonObject? input, Func<StoredInstance, bool> isMeant, CancellationToken cancellation)
    {
        var waiting = await rows.ReadAsync(Waiting, stimulus.Hash, reader => (reader.GetString(0), reader.GetString(1)), cancellation);
        var woken = 0;
        foreach (var (id, instanceId) in waiting.OrderBy(bookmark => bookmark.Item1, StringComparer.Ordinal))
        {
            if (await rows.FindAsync<StoredInstance>(instanceId, cancellation) is { } instance && isMeant(instance))
            {
                woken += await ResumeAsync(instanceId, id, (JsonObject?)input?.DeepClone(), cancellation) ? 1 : 0;
            }
        }

        return woken;
    }

    /// <summary>Ends an instance wherever it waits; nothing happens to one that has ended.</summary>
    public async Task CancelAsync(string instanceId, CancellationToken cancellation)
    {
        var stored = await rows.FindAsync<StoredInstance>(instanceId, cancellation);
        if (stored is null || stored.Status == nameof(InstanceStatus.Finished))
        {
            return;
        }

        var definition = await definitions.VersionAsync(rows.Context, stored.DefinitionVersionId, cancellation);
        var context = await PrepareAsync(definition, instanceId, cancellation);
        await KeepAsync(stored, runner.Cancel(definition, InstanceJson.Read(stored.State), context), context, cancellation);
    }

    async Task<BurstContext> PrepareAsync(WorkflowDefinition definition, string instanceId, CancellationToken cancellation)
    {
        var context = new BurstContext(time.GetUtcNow()) { FindDefinition = await definitions.UsedByAsync(rows, definition, cancellation) };
        foreach (var companion in companions)
        {
            await companion.AttachAsync(instanceId, context, cancellation);
        }

        return context;
    }

    async Task KeepAsync(StoredInstance stored, Burst burst, BurstContext context, CancellationToken cancellation)
    {
        var instance = burst.Instance;
        stored.Status = instance.Status.ToString();
        stored.SubStatus = instance.SubStatus.ToString();
        stored.CorrelationId = instance.CorrelationId ?? "";
        stored.State = Encoding.UTF8.GetString(InstanceJson.Write(instance));
        stored.Incidents = instance.Incidents.Count;
        stored.UpdatedAt = context.Now;
        stored.FinishedAt = instance.Status == InstanceStatus.Finished ? context.Now : null;
        stored.Revision++;
        if (stored.Revision == 1)
        {
            rows.Add(stored);
        }
        else
        {
            rows.Change(stored);
        }

        KeepBookmarks(burst);
        foreach (var entry in burst.Log)
        {
            rows.Add(new StoredLogEntry
            {
                InstanceId = instance.Id,
                Sequence = entry.Sequence,
                At = entry.At,
                ActivityId = entry.ActivityId,
                ActivityType = entry.ActivityType,
                Event = entry.Event.ToString(),
                Text = entry.Text ?? "",
            });
        }

        await rows.WriteAsync(cancellation);
        foreach (var companion in companions)
        {
            await companion.AfterAsync(burst, context, this, cancellation);
        }

        await _requests.MeetAsync(this, burst, cancellation);
    }

    void KeepBookmarks(Burst burst)
    {
        foreach (var bookmark in burst.BookmarksBurnt)
        {
            rows.Remove<StoredBookmark>(bookmark.Id);
        }

        foreach (var bookmark in burst.BookmarksAdded)
        {
            rows.Add(new StoredBookmark
            {
                Id = bookmark.Id,
                InstanceId = burst.Instance.Id,
                Name = bookmark.Name,
                Hash = bookmark.Hash,
                ActivityId = bookmark.ActivityId,
                DueAt = bookmark.DueAt,
            });
        }
    }
}
